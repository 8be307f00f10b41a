import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { type MountedFiles, mountedFiles } from '../../bundle/containers/mounted-files';
import { mounts } from '../../bundle/containers/pod-volumes';
import { type ToldPath, toldPaths } from '../../bundle/containers/told-paths';
import { entryPath } from '../../manifest/field-path';
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
      wholeVolumes(bundle, container).flatMap((mounted) => [
        ...missingSubPath(container, mounted),
        ...missingFiles(bundle, container, mounted),
      ]),
    ),
};

/** Each mounted volume once, with all of its files. */
function wholeVolumes(bundle: Bundle, container: Container): Whole[] {
  const all = mountedFiles(bundle, container).flatMap(({ names, ...mounted }) =>
    names === undefined ? [] : [{ ...mounted, names }],
  );
  return [...new Map(all.map((mounted) => [mounted.path, mounted])).values()];
}

type Whole = MountedFiles & { readonly names: ReadonlySet<string> };

function missingSubPath({ template }: Container, { subPath, path, configMap, kind, names }: Whole): Finding[] {
  if (subPath === undefined || isThere(names, subPath)) return [];
  return [
    {
      object: template.owner,
      field: `${path}.subPath`,
      expected: `a key of ${kind} ${configMap} (${[...names].join(', ')})`,
      received: quoted(subPath),
      meant: nearest(subPath, names),
    },
  ];
}

/** The mount is read-only: a program that names a file below wants to read the file. */
function missingFiles(
  bundle: Bundle,
  container: Container,
  { subPath, mountPath, configMap, kind, names }: Whole,
): Finding[] {
  if (subPath !== undefined) return [];
  const folder = `${mountPath}/`;
  // Another volume may be mounted below.
  const others = mounts(container).filter((mount) => mount.mountPath.startsWith(folder));
  return [...toldPaths(bundle, container), ...scriptPaths(bundle, container)]
    .filter(({ file, isFile }) => isFile && file.startsWith(folder) && !/[*?]/.test(file))
    .filter(({ file }) => !others.some((other) => `${file}/`.startsWith(`${other.mountPath}/`)))
    .filter(({ file }) => !isThere(names, file.slice(folder.length)))
    .map(({ file, object, field }) => ({
      object,
      field,
      expected: `a key of ${kind} ${configMap} below ${mountPath} (${[...names].join(', ')})`,
      received: quoted(file),
      meant: nearest(file.slice(folder.length), names),
    }));
}

/** A file, or a folder of files that `items` names. */
function isThere(files: ReadonlySet<string>, name: string): boolean {
  const wanted = name.replace(/\/+$/, '');
  return files.has(wanted) || [...files].some((file) => file.startsWith(`${wanted}/`));
}

/** A line that asks whether a file exists, or writes. */
const ASKS = /\[ |\btest |\|\||\bif |\brm |\bls |\bfind |2>/;

/** The paths that a script of a ConfigMap reads. `for t in a b; do` stands for each of the words. */
function scriptPaths(bundle: Bundle, container: Container): ToldPath[] {
  const line = commandLine(container).join(' ');
  return mountedFiles(bundle, container).flatMap(({ made, files }) =>
    [...files]
      .filter(([name, text]) => name.endsWith('.sh') && text !== undefined && line.includes(name))
      .flatMap(([name, text = '']) => {
        const loops = new Map(
          [...text.matchAll(/\bfor (\w+) in ([\w .-]+?)\s*(?:;|\n)\s*do\b/g)].map(([, variable = '', words = '']) => [
            variable,
            words.split(/\s+/),
          ]),
        );
        const lines = text.split('\n').filter((each) => !/^\s*#/.test(each) && !ASKS.test(each));
        const found = lines.flatMap((each) =>
          [...each.matchAll(/(?<![\w$}>])\/[\w.-]+\/[\w./${}-]+/g)].map(([path]) => path),
        );
        return found
          .flatMap((path) => expanded(path, loops))
          .filter((path) => /\.\w+$/.test(path) && !/[${}]/.test(path))
          .map((file) => ({ object: made, field: entryPath('data', name), file, isFile: true }));
      }),
  );
}

function expanded(path: string, loops: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const [written = '', variable = ''] = /\$\{?(\w+)\}?/.exec(path) ?? [];
  const words = loops.get(variable);
  return words === undefined ? [path] : words.map((word) => path.replace(written, word));
}
