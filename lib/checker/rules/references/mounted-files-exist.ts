import type { Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/command-line';
import { type MountedFiles, mountedFiles } from '../../bundle/mounted-files';
import { mounts } from '../../bundle/pod-volumes';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A file that a container mounts, or that its command line names, is a key of the ConfigMap. */
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
        ...missingArguments(container, mounted),
      ]),
    ),
};

function missingSubPath({ template }: Container, { subPath, path, configMap, files }: MountedFiles): Finding[] {
  if (subPath === undefined || isThere(files, subPath)) return [];
  return [
    {
      object: template.owner,
      field: `${path}.subPath`,
      expected: `a key of ConfigMap ${configMap} (${[...files.keys()].join(', ')})`,
      received: quoted(subPath),
      meant: nearest(subPath, files.keys()),
    },
  ];
}

/** The mount is read-only: a program that names a file below wants to read the file. */
function missingArguments(container: Container, { subPath, mountPath, configMap, files }: MountedFiles): Finding[] {
  if (subPath !== undefined) return [];
  const folder = `${mountPath}/`;
  // Another volume may be mounted below.
  const others = mounts(container).filter((mount) => mount.mountPath.startsWith(folder));
  const named = commandLine(container).flatMap((word) =>
    word
      .split(/[\s=,"';|&()]+/)
      .map((part) => part.replace(/^(file:)?\/\/(?=\/)/, ''))
      .filter((part) => part.startsWith(folder) && /\.\w+$/.test(part) && !/[*?$%{}<>[\]]/.test(part)),
  );
  return [...new Set(named)]
    .filter((part) => !others.some((other) => `${part}/`.startsWith(`${other.mountPath}/`)))
    .filter((part) => !isThere(files, part.slice(folder.length)))
    .map((part) => ({
      object: container.template.owner,
      field: `${container.path}.args`,
      expected: `a key of ConfigMap ${configMap} below ${mountPath} (${[...files.keys()].join(', ')})`,
      received: quoted(part),
      meant: nearest(part.slice(folder.length), files.keys()),
    }));
}

/** A file, or a folder of files that `items` names. */
function isThere(files: ReadonlyMap<string, unknown>, name: string): boolean {
  const wanted = name.replace(/\/+$/, '');
  return files.has(wanted) || [...files.keys()].some((file) => file.startsWith(`${wanted}/`));
}
