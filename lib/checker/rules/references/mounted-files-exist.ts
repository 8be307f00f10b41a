import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/command-line';
import { type MountedFiles, mountedFiles } from '../../bundle/mounted-files';
import { mounts } from '../../bundle/pod-volumes';
import { entryPath, listItems } from '../../manifest/field-path';
import { stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A file that a container mounts, or that its command line, variables or files name, is a key of the ConfigMap or Secret. */
export const mountedFilesExist: Rule = {
  id: 'mounted-files-exist',
  answer: 'broken',
  why: 'a folder of a ConfigMap holds the keys of the ConfigMap alone: a program does not find another file, and a subPath that is no key becomes an empty folder',
  example:
    'Deployment default/api: spec.template.spec.containers[api].args: expected a key of ConfigMap config below /etc/app (app.yaml), received "/etc/app/ap.yaml"; did you mean "app.yaml"? [mounted-files-exist]',
  check: (bundle) =>
    bundle.containers.flatMap((container) =>
      mountedFiles(bundle, container).flatMap((mounted) => [
        ...missingSubPath(container, mounted),
        ...missingFiles(bundle, container, mounted),
      ]),
    ),
};

function missingSubPath({ template }: Container, { subPath, path, configMap, kind, files }: MountedFiles): Finding[] {
  if (subPath === undefined || isThere(files, subPath)) return [];
  return [
    {
      object: template.owner,
      field: `${path}.subPath`,
      expected: `a key of ${kind} ${configMap} (${[...files.keys()].join(', ')})`,
      received: quoted(subPath),
      meant: nearest(subPath, files.keys()),
    },
  ];
}

/** The mount is read-only: a program that names a file below wants to read the file. */
function missingFiles(
  bundle: Bundle,
  container: Container,
  { subPath, mountPath, configMap, kind, files }: MountedFiles,
): Finding[] {
  if (subPath !== undefined) return [];
  const folder = `${mountPath}/`;
  // Another volume may be mounted below.
  const others = mounts(container).filter((mount) => mount.mountPath.startsWith(folder));
  return namedPaths(bundle, container)
    .filter(({ file }) => file.startsWith(folder))
    .filter(({ file }) => !others.some((other) => `${file}/`.startsWith(`${other.mountPath}/`)))
    .filter(({ file }) => !isThere(files, file.slice(folder.length)))
    .map(({ file, object, field }) => ({
      object,
      field,
      expected: `a key of ${kind} ${configMap} below ${mountPath} (${[...files.keys()].join(', ')})`,
      received: quoted(file),
      meant: nearest(file.slice(folder.length), files.keys()),
    }));
}

interface NamedPath extends Pick<Finding, 'object' | 'field'> {
  readonly file: string;
}

/** The files that a command line, a variable or another mounted file names, each once. */
const namedPaths = (bundle: Bundle, container: Container): readonly NamedPath[] => pathsOf(bundle)(container);

const pathsOf = once((bundle: Bundle) =>
  once((container: Container): readonly NamedPath[] => {
    const object = container.template.owner;
    const texts = [
      ...commandLine(container).map((text) => ({ object, field: `${container.path}.args`, text })),
      ...listItems(container.spec, container.path, 'env').map(({ item, path }) => ({
        object,
        field: `${path}.value`,
        text: stringAt(item, 'value') ?? '',
      })),
      ...mountedFiles(bundle, container).flatMap(({ made, files }) =>
        [...files].flatMap(([name, text]) =>
          text === undefined || /\.(sh|md|py|js|lua)$/.test(name) || text.length > LONGEST
            ? []
            : [{ object: made, field: entryPath('data', name), text: text.replace(/^\s*[#;].*$/gm, '') }],
        ),
      ),
    ];
    const found = texts.flatMap(({ text, ...place }) =>
      text
        .split(/[\s=,"';|&()[\]]+/)
        .map((part) => part.replace(/^(file:)?\/\/(?=\/)/, ''))
        .filter((part) => part.startsWith('/') && /\.\w+$/.test(part) && !/[*?$%{}<>]/.test(part))
        .map((file) => ({ ...place, file })),
    );
    return [...new Map(found.map((each) => [`${each.field} ${each.file}`, each])).values()];
  }),
);

/** A longer text is data. */
const LONGEST = 100_000;

/** A file, or a folder of files that `items` names. */
function isThere(files: ReadonlyMap<string, unknown>, name: string): boolean {
  const wanted = name.replace(/\/+$/, '');
  return files.has(wanted) || [...files.keys()].some((file) => file.startsWith(`${wanted}/`));
}
