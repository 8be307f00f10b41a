import { entryPath } from '../../manifest/field-path';
import { once } from '../../manifest/once';
import type { Finding } from '../../rule';
import type { Bundle, Container } from '../bundle';
import { commandLine } from './command-line';
import { ownVariables, takenVariables } from './container-environment';
import { mountedFiles } from './mounted-files';

/** An absolute path in the command line, a variable or a mounted file of a container. */
export interface ToldPath extends Pick<Finding, 'object' | 'field'> {
  /** Without a slash at the end. The path may be a pattern, such as `/etc/app/*.yml`. */
  readonly file: string;
  /** True for the path of a file: with an ending, or in a variable such as `PASSWORD_FILE`. */
  readonly isFile: boolean;
}

/** A longer text is data. */
const LONGEST = 100_000;

/** The rules of Prometheus stand beside its file: https://prometheus.io/docs/prometheus/latest/configuration/configuration/ */
const beside = (folder: string, text: string): string =>
  /^rule_files:/m.test(text)
    ? text.replace(/^([ \t]*-[ \t]+["']?)([\w*][^\s:]*)$/gm, (line, start: string, file: string) =>
        /[.*]/.test(file) ? `${start}${folder}/${file}` : line,
      )
    : text;

/** The paths that a container is told, each once. No value of a Secret is read. */
export const toldPaths = (bundle: Bundle, container: Container): readonly ToldPath[] => pathsOf(bundle)(container);

const pathsOf = once((bundle: Bundle) =>
  once((container: Container): readonly ToldPath[] => {
    const object = container.template.owner;
    const variables = [...ownVariables(bundle, container), ...takenVariables(bundle, container)];
    const texts = [
      ...commandLine(container).map((text) => ({
        object,
        field: `${container.path}.args`,
        text,
        isFile: /^--?[\w.-]*file=/.test(text),
      })),
      ...variables.flatMap(({ name, path, value, secret, source }) => {
        const field = source === undefined ? `${path}.value` : path;
        return secret || value === undefined ? [] : [{ object, field, text: value, isFile: name.endsWith('_FILE') }];
      }),
      ...mountedFiles(bundle, container).flatMap(({ made, files, mountPath, subPath }) =>
        [...files].flatMap(([name, text]) =>
          text === undefined || /\.(sh|md|py|js|lua)$/.test(name) || text.length > LONGEST
            ? []
            : [
                {
                  object: made,
                  field: entryPath('data', name),
                  text: beside(
                    subPath === undefined ? mountPath : mountPath.slice(0, mountPath.lastIndexOf('/')),
                    text.replace(/^[ \t]*[#;].*$/gm, ''),
                  ),
                  isFile: false,
                },
              ],
        ),
      ),
    ];
    const found = texts.flatMap(({ text, isFile, ...place }) => [
      // https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#file-provider
      ...(text.includes('$__file{')
        ? [...text.matchAll(/\$__file\{(\/[\w./-]+)\}/g)].map(([, file = '']) => ({ ...place, file, isFile: true }))
        : []),
      ...text
        .split(/[\s=,"';|&()[\]]+/)
        .map((part) => part.replace(/^(file:)?\/\/(?=\/)/, ''))
        .filter((part) => /^\/\w/.test(part) && !/[$%{}<>]/.test(part))
        .map((file) => ({ ...place, file: file.replace(/\/+$/, ''), isFile: isFile || /\.\w+$/.test(file) })),
    ]);
    return [...new Map(found.map((each) => [`${each.field} ${each.file}`, each])).values()];
  }),
);
