import type { Bundle, Container } from '../../bundle/bundle';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { baseOf, fits, isPattern, partFits, touches } from '../../bundle/containers/path-patterns';
import { type Mount, mounts } from '../../bundle/containers/pod-volumes';
import { sameClaimElsewhere } from '../../bundle/containers/shared-claims';
import { type ToldPath, toldPaths } from '../../bundle/containers/told-paths';
import { textAt, type UnnamedFile, unfitting, unnamedFiles } from '../../bundle/containers/unnamed-files';
import { identity, listAt, stringAt, valueAt } from '../../manifest/manifest';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** Folders of a single container, such as /tmp. */
const OWN = /^\/(app|config|data|work)(\/|$)|(^|\/)(\.?cache|home|root|run|shm|te?mp|temp|spool)(\/|$)/;
/** Files of a folder that are named after the folder. */
const NAMED_AFTER = /^[.-][\w.-]*(log|db|sqlite3?|sock|out)$/;

/** A path that a program is told lies where the file or the volume is mounted. */
export const toldPathsMounted: Rule = {
  id: 'told-paths-mounted',
  answer: 'risk',
  why: 'a program that is told another path than the one that is mounted finds no file there, or writes beside the volume: the data is gone with the pod, and nobody else sees them',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[INPUT_DIR].value: expected a path below /upload, which is mounted and which nobody names, received "/uploads" [told-paths-mounted]',
  check: (bundle) => bundle.containers.flatMap((container) => misplaced(bundle, container)),
};

function misplaced(bundle: Bundle, container: Container): Finding[] {
  const told = toldPaths(bundle, container);
  const all = mounts(container);
  if (told.length === 0) return [];
  const outside = told.filter((path) => !all.some((mount) => touches(path.file, mount.mountPath)));
  const mounted = mountedFiles(bundle, container);
  const folders = mounted.filter(({ subPath }) => subPath === undefined);
  // A pattern in a folder of which each file is known.
  const empty = told.filter(({ file, object }) => {
    const around = folders.find(({ mountPath }) => file.startsWith(`${mountPath}/`));
    const inner = all.filter(({ mountPath }) => mountPath !== around?.mountPath && touches(file, mountPath));
    if (!isPattern(file) || around?.names === undefined || !('data' in object)) return false;
    const within = inner.some(({ mountPath }) => mountPath.length > around.mountPath.length);
    return !within && ![...around.names].some((name) => fits(file, `${around.mountPath}/${name}`));
  });
  const unnamed = all.filter(({ mountPath }) => !told.some(({ file }) => touches(file, mountPath)));
  const files = unnamedFiles(mounted, told);
  const found = [...outside, ...empty].flatMap((path) => {
    const place =
      fileOf(files, path) ??
      folderOf(path, unnamed) ??
      otherPlace(bundle, container, path, unnamed) ??
      placeElsewhere(bundle, container, path, unnamed) ??
      shared(container, path) ??
      unfitting(folders, files, path);
    return place === undefined ? [] : [{ ...path, place }];
  });
  return found.map(({ object, field, file, place }) => ({ object, field, expected: place, received: quoted(file) }));
}

/** A file of the same name that nobody names. */
function fileOf(files: readonly UnnamedFile[], path: ToldPath): string | undefined {
  if (!path.isFile || files.length === 0) return undefined;
  const found = files.find(({ place, text }) => {
    const itself = isPattern(path.file) && text?.includes(path.file) === true;
    return !itself && partFits(plainBase(path.file), plainBase(place));
  });
  return found && !inNginx(path) ? `${found.place}, which is mounted and which nobody names` : undefined;
}

/** Both endings are those of YAML. */
const plainBase = (file: string): string => baseOf(file).replace(/\.yml$/, '.yaml');

/** Patterns of nginx may stay without a file, and its other paths may have no slash. */
const inNginx = (path: ToldPath): boolean => isPattern(path.file) && /\binclude\b/.test(textAt(path));

/** A mounted folder with nearly the path, which nobody names. */
function folderOf({ file }: ToldPath, unnamed: readonly Mount[]): string | undefined {
  const near = unnamed.find(({ mountPath }) => {
    const [steps, others] = [file.split('/').slice(1), mountPath.split('/').slice(1)];
    if (mountPath.length > 2 && file.startsWith(mountPath) && NAMED_AFTER.test(file.slice(mountPath.length)))
      return true;
    const different = others.filter((step, index) => step !== steps[index]);
    const index = others.findIndex((step, at) => step !== steps[at]);
    if (steps.length >= others.length && different.length === 1) return isTypo(steps[index] ?? '', others[index] ?? '');
    const last = others.at(-1) ?? '';
    return last.length > 3 && last === steps.at(-1) && steps[0] === others[0] && others.length > 1 && steps.length > 1;
  });
  return near && `a path below ${near.mountPath}, which is mounted and which nobody names`;
}

/** A folder that another container of the pod has to itself. */
function shared(container: Container, { file }: ToldPath): string | undefined {
  const { template } = container;
  if (OWN.test(file) || container.init) return undefined;
  const scratch = listAt(template.spec, 'volumes').filter((volume) => valueAt(volume, 'emptyDir') !== undefined);
  for (const volume of scratch) {
    const users = template.containers.filter((each) =>
      mounts(each).some((mount) => mount.volume === stringAt(volume, 'name')),
    );
    const [user] = users;
    const mount = user && mounts(user).find((each) => each.volume === stringAt(volume, 'name'));
    if (users.length !== 1 || mount === undefined || !`${file}/`.startsWith(`${mount.mountPath}/`)) continue;
    return `a mount of volume ${mount.volume} in the container, as in ${user?.name}`;
  }
  return undefined;
}

/** A volume that another container has at the path, and this container at a path that nobody names. */
function otherPlace(
  bundle: Bundle,
  container: Container,
  { file }: ToldPath,
  unnamed: readonly Mount[],
): string | undefined {
  if (/^\/(dev|etc|proc|sys|usr|var\/(run|log|cache))(\/|$)/.test(file)) return undefined;
  const others = container.template.containers.filter((each) => each !== container);
  const mount = unnamed.find(({ volume, folder }) => {
    const isThere = (other: Mount) =>
      other.volume === volume && !other.folder && `${file}/`.startsWith(`${other.mountPath}/`);
    // A folder of a usual name may be in the image: the other container is told the very path.
    const isTold = (other: Container) => !OWN.test(file) || toldPaths(bundle, other).some((path) => path.file === file);
    return !folder && others.some((other) => mounts(other).some(isThere) && isTold(other));
  });
  return mount && `a path below ${mount.mountPath}, where volume ${mount.volume} is mounted in this container`;
}

/** A claim that another workload of the same image mounts around the path, and this container elsewhere. */
function placeElsewhere(
  bundle: Bundle,
  container: Container,
  { file, object }: ToldPath,
  unnamed: readonly Mount[],
): string | undefined {
  if (object !== container.template.owner) return undefined;
  const others = unnamed.flatMap((mount) => sameClaimElsewhere(bundle, container, mount));
  const around = others.find(({ mount }) => `${file}/`.startsWith(`${mount.mountPath}/`));
  if (around === undefined) return undefined;
  const { claim, mount } = around;
  return `a path of the container, where claim ${claim} is mounted at ${mount.mountPath}, as in ${identity(around.container.template.owner)}`;
}
