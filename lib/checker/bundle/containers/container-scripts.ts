import { once } from '../../manifest/once';
import type { Bundle, Container } from '../bundle';
import { commandLine } from './command-line';
import { mountedFiles } from './mounted-files';

/** The commands of a container: the command line, and the mounted scripts that the command line names. */
export const scriptOf = (bundle: Bundle, container: Container): string => scripts(bundle)(container);

const scripts = once((bundle: Bundle) =>
  once((container: Container): string => {
    const line = commandLine(container).join(' ');
    if (!line.includes('/')) return line;
    const named = mountedFiles(bundle, container).flatMap(({ mountPath, subPath, files }) =>
      [...files].flatMap(([name, text]) =>
        text !== undefined && line.includes(subPath === undefined ? `${mountPath}/${name}` : mountPath) ? [text] : [],
      ),
    );
    return [line, ...named].join('\n');
  }),
);
