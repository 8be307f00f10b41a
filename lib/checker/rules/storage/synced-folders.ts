import type { Bundle, Container } from '../../bundle/bundle';
import { runs } from '../../bundle/members';
import { mounts } from '../../bundle/pod-volumes';
import { setting } from '../../bundle/settings';
import { toldPaths } from '../../bundle/told-paths';
import { type Finding, quoted, type Rule } from '../../rule';

/** The link to the newest files of a repository, in a volume: https://github.com/kubernetes/git-sync#manual */
interface Link {
  readonly volume: string;
  /** The path below the volume. */
  readonly path: string;
}

/** The neighbours of git-sync read the files behind the link that git-sync makes. */
export const syncedFolders: Rule = {
  id: 'synced-folders',
  answer: 'risk',
  why: 'git-sync puts the files of a repository behind a link in the volume: below another name a program finds nothing, and the pods are ready all the same',
  example:
    'Deployment default/site: spec.template.spec.containers[web].args: expected a path below /content/live, the link of git-sync, received "/content/current/public" [synced-folders]',
  check: (bundle) =>
    bundle.containers.flatMap((container) => {
      const link = runs(container, /^git-sync$/) ? linkOf(bundle, container) : undefined;
      if (link === undefined) return [];
      const others = container.template.containers.filter((other) => !runs(other, /^git-sync$/));
      return others.flatMap((other) => judge(bundle, other, link));
    }),
};

function linkOf(bundle: Bundle, container: Container): Link | undefined {
  const told = (names: readonly string[]) => setting(bundle, container, names)?.value || undefined;
  const root = told(['root', 'GITSYNC_ROOT', 'GIT_SYNC_ROOT'])?.replace(/\/+$/, '');
  const repository = told(['repo', 'GITSYNC_REPO', 'GIT_SYNC_REPO']);
  const name =
    told(['link', 'dest', 'GITSYNC_LINK', 'GIT_SYNC_DEST', 'GIT_SYNC_LINK']) ??
    repository
      ?.replace(/\/+$/, '')
      .replace(/\.git$/, '')
      .split(/[/:]/)
      .at(-1);
  const mount = mounts(container).find(({ mountPath }) => `${root}/`.startsWith(`${mountPath}/`));
  if (root === undefined || name === undefined || mount === undefined || mount.folder || /[$/]/.test(name))
    return undefined;
  return { volume: mount.volume, path: `${root.slice(mount.mountPath.length)}/${name}` };
}

function judge(bundle: Bundle, container: Container, { volume, path }: Link): Finding[] {
  const mount = mounts(container).find((each) => each.volume === volume && !each.folder);
  if (mount === undefined) return [];
  const right = `${mount.mountPath}${path}`;
  const below = toldPaths(bundle, container).filter(({ file }) => file.startsWith(`${mount.mountPath}/`));
  const isRight = below.some(({ file }) => `${file}/`.startsWith(`${right}/`) || right.startsWith(`${file}/`));
  // A volume below has files of its own.
  const stray = below.find(
    ({ file }) => !mounts(container).some((each) => each !== mount && `${file}/`.startsWith(`${each.mountPath}/`)),
  );
  if (isRight || stray === undefined) return [];
  const { object, field, file } = stray;
  return [{ object, field, expected: `a path below ${right}, the link of git-sync`, received: quoted(file) }];
}
