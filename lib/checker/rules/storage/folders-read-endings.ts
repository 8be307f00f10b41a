import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { imageName } from '../../bundle/containers/image-users';
import { type MountedFiles, mountedFiles } from '../../bundle/containers/mounted-files';
import { FILE_ENDINGS } from '../../programs/file-endings';
import { type Finding, quoted, type Rule } from '../../rule';

/** A file of Spring Boot: https://docs.spring.io/spring-boot/reference/features/external-config.html */
const SPRING = /^(spring|management):[ \t]*$|^spring\.[a-z][\w.-]*[ \t]*=/m;

const SPRING_NAME = /^(application|bootstrap)(-[\w-]+)?\.(ya?ml|properties)$/;

/** A program reads the names of the files that are mounted for it. */
export const foldersReadEndings: Rule = {
  id: 'folders-read-endings',
  answer: 'risk',
  why: 'a program reads the files of a folder whose names have the right ending, and passes over the others without a word',
  example:
    'Deployment default/db: spec.template.spec.containers[db].volumeMounts[init]: expected files with names that end in .sh or .js, since mongo reads no others in /docker-entrypoint-initdb.d, received "users.json" [folders-read-endings]',
  check: (bundle) =>
    bundle.containers
      .filter((container) => mountedFiles(bundle, container).length > 0)
      .flatMap((container) => [...unread(bundle, container), ...unnamed(bundle, container)]),
};

/** A folder without a single file that is read, or a file that is mounted for the folder and is not. */
function unread(bundle: Bundle, container: Container): Finding[] {
  const name = imageName(container);
  const rows = FILE_ENDINGS.filter(([image]) => image.test(name));
  if (rows.length === 0) return [];
  return mountedFiles(bundle, container).flatMap(({ mountPath, subPath, names, path }: MountedFiles): Finding[] => {
    const isFile = subPath !== undefined && names?.has(subPath) === true;
    const folder = isFile ? mountPath.slice(0, mountPath.lastIndexOf('/')) : mountPath;
    const row = rows.find(([, place]) => place.test(folder));
    const files = isFile ? [mountPath.slice(mountPath.lastIndexOf('/') + 1)] : [...(names ?? [])];
    if (!row || files.length === 0 || (subPath !== undefined && !isFile) || files.some((file) => row[2].test(file)))
      return [];
    return [
      {
        object: container.template.owner,
        field: path,
        expected: `files with names that end in ${row[3]}, since ${name} reads no others in ${folder}`,
        received: quoted(files.slice(0, 3).join(', ')),
      },
    ];
  });
}

/** The configuration of Spring Boot under a name that nobody is told. */
function unnamed(bundle: Bundle, container: Container): Finding[] {
  const mounted = mountedFiles(bundle, container).filter(({ subPath }) => subPath === undefined);
  const found = mounted.flatMap(({ mountPath, files, path }) =>
    [...files]
      .filter(
        ([file, text]) => SPRING.test(text ?? '') && !SPRING_NAME.test(file) && /\.(ya?ml|properties)$/.test(file),
      )
      .map(([file]) => ({ file, mountPath, path })),
  );
  if (found.length === 0) return [];
  const said = [
    ...commandLine(container),
    ...[...ownVariables(bundle, container), ...takenVariables(bundle, container)].map(
      ({ name, value }) => `${name}=${value}`,
    ),
  ].join('\n');
  // Another name, place or import may stand in a setting; a file of Spring beside may import the file.
  const isTold = /spring[._](config|application[._]name|cloud[._]config)/i.test(said);
  const beside = mounted.some(({ files }) => [...files.keys()].some((file) => SPRING_NAME.test(file)));
  if (isTold || beside) return [];
  return found
    .filter(({ file }) => !said.includes(file))
    .map(({ file, mountPath, path }) => ({
      object: container.template.owner,
      field: path,
      expected: `application.yaml or application.properties in ${mountPath}: Spring Boot reads no other name`,
      received: quoted(file),
    }));
}
