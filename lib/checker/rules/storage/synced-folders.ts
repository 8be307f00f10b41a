import type { Bundle, Container } from '../../bundle/bundle';
import { imageName } from '../../bundle/containers/image-users';
import { mounts } from '../../bundle/containers/pod-volumes';
import { setting } from '../../bundle/containers/settings';
import { toldPaths } from '../../bundle/containers/told-paths';
import { runs } from '../../bundle/workloads/members';
import { type Finding, quoted, type Rule } from '../../rule';

/** A program reads the files where another container puts them. */
export const syncedFolders: Rule = {
  id: 'synced-folders',
  answer: 'risk',
  why: 'git-sync puts a repository behind a link of its own name: a program that looks beside the link finds nothing',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[SITE_DIR].value: expected a path below /site/current, where container git-sync puts the repository, received "/site/live/public" [synced-folders]',
  about: ['git-sync', 'airflow'],
  check: (bundle) =>
    bundle.containers.flatMap((container) => [
      ...(runs(container, /^git-sync$/) ? besideLink(bundle, container) : []),
      ...(/(^|\/)airflow$/.test(imageName(container)) ? besideDags(bundle, container) : []),
    ]),
};

/** https://github.com/kubernetes/git-sync: --root and --link, of version 3 --dest. */
function besideLink(bundle: Bundle, sync: Container): Finding[] {
  const value = (...names: string[]) => setting(bundle, sync, names)?.value ?? '';
  const root = value('root', 'GITSYNC_ROOT', 'GIT_SYNC_ROOT').replace(/\/+$/, '');
  const repository = value('repo', 'GITSYNC_REPO', 'GIT_SYNC_REPO').replace(/\/+$/, '');
  const link =
    value('link', 'GITSYNC_LINK', 'dest', 'GIT_SYNC_DEST') || repository.replace(/^.*[/:]/, '').replace(/\.git$/, '');
  const mount = mounts(sync).find(({ mountPath }) => `${root}/`.startsWith(`${mountPath}/`));
  if (root === '' || mount === undefined || mount.folder || !/^[\w./-]+$/.test(link) || link.startsWith('/')) return [];
  return sync.template.containers
    .filter((each) => each !== sync && !runs(each, /^git-sync$/))
    .flatMap((container) => {
      const other = mounts(container).find(({ volume, folder }) => volume === mount.volume && !folder);
      if (other === undefined) return [];
      const place = `${other.mountPath}${root.slice(mount.mountPath.length)}/${link}`;
      const below = toldPaths(bundle, container).filter(({ file }) => file.startsWith(`${other.mountPath}/`));
      const isInner = (file: string) =>
        mounts(container).some(
          ({ mountPath }) =>
            mountPath !== other.mountPath && file.startsWith(mountPath) && mountPath.startsWith(other.mountPath),
        );
      if (below.some(({ file }) => `${file}/`.startsWith(`${place}/`) || `${place}/`.startsWith(`${file}/`))) return [];
      return below
        .filter(({ file }) => !isInner(file) && !/\/\.(git|worktrees)/.test(file))
        .slice(0, 1)
        .map(({ object, field, file }) => ({
          object,
          field,
          expected: `a path below ${place}, where container ${sync.name} puts the repository`,
          received: quoted(file),
        }));
    });
}

/** https://airflow.apache.org/docs/apache-airflow/stable/configurations-ref.html#dags-folder */
function besideDags(bundle: Bundle, container: Container): Finding[] {
  const told = setting(bundle, container, ['AIRFLOW__CORE__DAGS_FOLDER', 'dags_folder'])?.value;
  const folder = (told ?? '/opt/airflow/dags').replace(/\/+$/, '');
  const all = mounts(container);
  const isCovered = all.some(
    ({ mountPath }) => `${folder}/`.startsWith(`${mountPath}/`) || mountPath.startsWith(`${folder}/`),
  );
  const [mount, ...others] = all.filter(
    ({ volume, mountPath }) => /(^|-)dags?(-|$)/i.test(volume) || /\/dags?$/i.test(mountPath),
  );
  if (isCovered || mount === undefined || others.length > 0 || !/^\/[\w./-]+$/.test(folder)) return [];
  return [
    {
      object: container.template.owner,
      field: `${mount.path}.mountPath`,
      expected: `${folder}, where Airflow reads its DAGs`,
      received: quoted(mount.mountPath),
    },
  ];
}
