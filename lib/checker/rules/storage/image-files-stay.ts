import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { imageName } from '../../bundle/containers/image-users';
import { type MountedFiles, mountedFiles } from '../../bundle/containers/mounted-files';
import { mounts } from '../../bundle/containers/pod-volumes';
import { INSTALLED, KEPT_FILES, PHP_EXTENSIONS, SYSTEM_FOLDERS } from '../../programs/image-files';
import { type Finding, quoted, type Rule } from '../../rule';

/** A volume hides no file of the image that the program needs. */
export const imageFilesStay: Rule = {
  id: 'image-files-stay',
  answer: 'broken',
  why: 'a volume hides the folder of the image at its path: a program whose own configuration is hidden does not start',
  example:
    'Deployment default/web: spec.template.spec.containers[web].volumeMounts[conf].mountPath: expected a path below /etc/nginx, or one file by subPath: the volume (site.conf) hides files that nginx needs, received "/etc/nginx" [image-files-stay]',
  check: (bundle) =>
    bundle.containers.flatMap((container) => [...hidden(bundle, container), ...installation(bundle, container)]),
};

function hidden(bundle: Bundle, container: Container): Finding[] {
  const all = mountedFiles(bundle, container).filter(
    ({ subPath, names }) => subPath === undefined && names !== undefined,
  );
  if (all.length === 0) return [];
  const name = imageName(container);
  const line = commandLine(container).join(' ');
  const rows = KEPT_FILES.filter(({ image, unless }) => image.test(name) && unless?.test(line) !== true);
  const files = new Set(
    all.flatMap(({ mountPath, names }) => [...(names ?? [])].map((file) => `${mountPath}/${file}`)),
  );
  const single = mountedFiles(bundle, container).flatMap(({ subPath, mountPath }) =>
    subPath === undefined ? [] : [mountPath],
  );
  const held = [...files, ...single];
  return all.flatMap((mount) => {
    const row = rows.find(
      ({ folder, files: kept }) =>
        mount.mountPath === folder && !kept.every((file) => held.some((each) => isFile(each, folder, file))),
    );
    if (row) return [found(container, mount, `hides files that ${name} needs`)];
    return SYSTEM_FOLDERS.has(mount.mountPath)
      ? [found(container, mount, 'hides the programs or settings of the system')]
      : [];
  });
}

const isFile = (path: string, folder: string, file: RegExp): boolean =>
  path.startsWith(`${folder}/`) && file.test(path.slice(folder.length + 1));

function found({ template }: Container, { mountPath, path, names }: MountedFiles, says: string): Finding {
  const held = [...(names ?? [])].slice(0, 5).join(', ');
  return {
    object: template.owner,
    field: `${path}.mountPath`,
    expected: `a path below ${mountPath}, or one file by subPath: the volume (${held}) ${says}`,
    received: quoted(mountPath),
  };
}

const INSTALLATIONS = new Set([...INSTALLED.map(([, folder]) => folder), PHP_EXTENSIONS.folder]);

/** A volume over the installation of a program, or over the files that load the extensions of PHP. */
function installation(bundle: Bundle, container: Container): Finding[] {
  if (!mounts(container).some(({ mountPath }) => INSTALLATIONS.has(mountPath))) return [];
  const name = imageName(container);
  const rows = INSTALLED.filter(([image]) => image.test(name));
  const isPhp = PHP_EXTENSIONS.image.test(name);
  if (rows.length === 0 && !isPhp) return [];
  // Another container may have filled the volume.
  const { template } = container;
  const filled = new Set(
    template.containers
      .flatMap((each) => (each.init && each !== container ? mounts(each) : []))
      .map(({ volume }) => volume),
  );
  const configured = new Map(mountedFiles(bundle, container).map((mount) => [mount.path, mount]));
  return mounts(container).flatMap(({ mountPath, volume, folder, path }): Finding[] => {
    const row = rows.find(([, installed]) => installed === mountPath);
    const names = configured.get(path)?.names;
    const isIni = isPhp && mountPath === PHP_EXTENSIONS.folder && names !== undefined && !folder;
    const isLoaded = [...(names ?? [])].some((file) => file.startsWith('docker-php-ext-'));
    if (filled.has(volume) || (row === undefined && (!isIni || isLoaded))) return [];
    const expected = row
      ? `a path of its own, such as ${row[2]}: the volume hides the program of ${name}`
      : `one file by subPath: the volume hides the files that load the extensions of PHP`;
    return [{ object: template.owner, field: `${path}.mountPath`, expected, received: quoted(mountPath) }];
  });
}
