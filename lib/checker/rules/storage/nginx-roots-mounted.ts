import type { Bundle, Container } from '../../bundle/bundle';
import { imageName } from '../../bundle/containers/image-users';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { claimedVolumes, type Mount, mounts } from '../../bundle/containers/pod-volumes';
import { entryPath } from '../../manifest/field-path';
import { type Finding, quoted, type Rule } from '../../rule';

const IMAGE = /^(nginx|nginxinc\/nginx-unprivileged|openresty\/openresty)$/;
const ROOT = /^[ \t]*(root|alias)[ \t]+"?(\/[\w./-]+)"?;/gm;
/** Folders of the image with files in them. */
const OF_IMAGE = /^\/(usr\/share\/nginx\/html|etc\/nginx\/html|usr\/local\/openresty\/nginx\/html)?$/;

/** nginx serves files from a folder that nginx has. */
export const nginxRootsMounted: Rule = {
  id: 'nginx-roots-mounted',
  answer: 'risk',
  why: 'each container has a file system of its own: nginx answers 404 for the files that another container of the pod holds',
  example:
    'ConfigMap default/site: data[site.conf]: expected a mount of volume code at /var/www/html in container web, as in php, received "/var/www/html" for root [nginx-roots-mounted]',
  check: (bundle) =>
    bundle.containers
      .filter((container) => IMAGE.test(imageName(container)))
      .flatMap((container) => empty(bundle, container)),
};

function empty(bundle: Bundle, container: Container): Finding[] {
  const own = mounts(container);
  const others = container.template.containers.filter((each) => each !== container);
  return mountedFiles(bundle, container).flatMap(({ made, files }) =>
    [...files].flatMap(([name, text = '']) =>
      [...text.matchAll(ROOT)].flatMap(([, setting, path = '']): Finding[] => {
        const folder = path.replace(/(?<=.)\/+$/, '');
        const isBelow = (place: string) => `${folder}/`.startsWith(`${place}/`);
        const code = OF_IMAGE.test(folder) && text.includes('fastcgi_pass') ? sharedFolder(own, others) : undefined;
        if (code !== undefined && !own.some(({ mountPath }) => isBelow(mountPath))) {
          const expected = `${code}, where the containers share the files that fastcgi_pass asks for`;
          return [
            { object: made, field: entryPath('data', name), expected, received: `${quoted(path)} for ${setting}` },
          ];
        }
        if (
          OF_IMAGE.test(folder) ||
          own.some(({ mountPath }) => isBelow(mountPath) || mountPath.startsWith(`${folder}/`))
        )
          return [];
        const other = others.find((each) =>
          mounts(each).some(({ mountPath }) => mountPath !== '/' && isBelow(mountPath)),
        );
        const mount = other && mounts(other).find(({ mountPath }) => isBelow(mountPath));
        const unread = mount === undefined ? unreadFolder(bundle, container, text) : undefined;
        if (unread !== undefined && !BESIDE_FILES.test(folder)) {
          const expected = `a folder of ${unread}, where a volume is mounted of which nginx reads nothing`;
          return [
            { object: made, field: entryPath('data', name), expected, received: `${quoted(path)} for ${setting}` },
          ];
        }
        if (mount === undefined) return [];
        const expected = `a mount of volume ${mount.volume} at ${mount.mountPath} in container ${container.name}, as in ${other?.name}`;
        return [{ object: made, field: entryPath('data', name), expected, received: `${quoted(path)} for ${setting}` }];
      }),
    ),
  );
}

/** Folders with programs and settings, and folders that are empty on purpose. */
const BESIDE_FILES = /^\/(etc|usr|var\/lib|var\/empty|dev|tmp|run|nonexistent)(\/|$)/;

/** The folder of a volume with files that no directive of nginx names. */
function unreadFolder(bundle: Bundle, container: Container, text: string): string | undefined {
  const configs = mountedFiles(bundle, container);
  const told = [text, ...configs.flatMap(({ files }) => [...files.values()])].join('\n');
  const claims = new Set(claimedVolumes(container.template).map(({ name }) => name));
  const [only, ...more] = mounts(container).filter(({ volume }) => claims.has(volume));
  // The parent of the folder holds the folder.
  return only === undefined || more.length > 0 || told.includes(only.mountPath) ? undefined : only.mountPath;
}

/** The only path at which nginx and another container mount one volume. Sockets are no files of PHP. */
function sharedFolder(own: readonly Mount[], others: readonly Container[]): string | undefined {
  const paths = own.filter(
    ({ volume, mountPath }) =>
      !/^\/(etc|run|tmp|var\/run|var\/cache)(\/|$)/.test(mountPath) &&
      others.some((each) => mounts(each).some((mount) => mount.volume === volume && mount.mountPath === mountPath)),
  );
  const [path, ...more] = new Set(paths.map(({ mountPath }) => mountPath));
  return more.length === 0 ? path : undefined;
}
