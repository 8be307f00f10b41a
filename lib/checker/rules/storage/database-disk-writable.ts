import type { Bundle, Container } from '../../bundle/bundle';
import { type DataFolder, dataFolders, stateFiles } from '../../bundle/containers/data-folders';
import { imageWord } from '../../bundle/containers/image-reference';
import { type Mount, mounts } from '../../bundle/containers/pod-volumes';
import { entryOf } from '../../manifest/entry-of';
import { listItems } from '../../manifest/field-path';
import { stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** The data of servers, by the name of the image. */
const DATA: Readonly<Record<string, RegExp>> = {
  mariadb: /^\/var\/lib\/mysql/,
  mongo: /^\/data\/db/,
  mysql: /^\/var\/lib\/mysql/,
  postgres: /^\/var\/lib\/postgresql/,
  redis: /^\/data/,
};
/** Volumes to which nobody writes: https://kubernetes.io/docs/concepts/storage/volumes/ */
const CLOSED = ['configMap', 'secret', 'downwardAPI', 'projected'];

/** A program writes where its data are. */
export const databaseDiskWritable: Rule = {
  id: 'database-disk-writable',
  answer: 'broken',
  why: 'a program that cannot write its data does not start, and restarts for ever',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db].volumeMounts[data].readOnly: expected false, since postgres writes its data below /var/lib/postgresql/data, received true [database-disk-writable]',
  check: (bundle) =>
    bundle.containers.filter(({ init }) => !init).flatMap((container) => closedData(bundle, container)),
};

function closedData(bundle: Bundle, container: Container): Finding[] {
  const { owner: object } = container.template;
  const closed = closedMounts(container);
  if (closed.length === 0) return [];
  const server = imageWord(container);
  const data = entryOf(DATA, server);
  const own = closed
    .filter(({ mount }) => data?.test(mount.mountPath))
    .map(({ mount, field }) => {
      const expected = `false, since ${server} writes its data below ${mount.mountPath}`;
      return { object, field, expected, received: 'true' };
    });
  const written = [...dataFolders(bundle, container), ...stateFiles(bundle, container)].flatMap((each) =>
    unwritable(container, each),
  );
  return own.length > 0 ? own : written;
}

interface ClosedMount {
  readonly mount: Mount;
  readonly field: string;
}

function closedMounts(container: Container): ClosedMount[] {
  const { spec, path } = container.template;
  const volumes = new Map(
    listItems(spec, path, 'volumes').flatMap((volume): [string | undefined, string][] => {
      const claim = valueAt(volume.item, 'persistentVolumeClaim', 'readOnly') === true;
      const name = stringAt(volume.item, 'name');
      if (claim) return [[name, `${volume.path}.persistentVolumeClaim.readOnly`]];
      return CLOSED.some((kind) => valueAt(volume.item, kind) !== undefined) ? [[name, volume.path]] : [];
    }),
  );
  return mounts(container).flatMap((mount) => {
    const field = mount.readOnly ? `${mount.path}.readOnly` : volumes.get(mount.volume);
    return field === undefined ? [] : [{ mount, field }];
  });
}

/** The innermost mount around a folder decides. */
function unwritable(container: Container, { folder, says }: DataFolder): Finding[] {
  const around = mounts(container).filter(({ mountPath }) => `${folder}/`.startsWith(`${mountPath}/`));
  const [inner] = around.sort((a, b) => b.mountPath.length - a.mountPath.length);
  const found = closedMounts(container).find(({ mount }) => mount.path === inner?.path);
  if (found === undefined) return [];
  const expected = `a volume that the container may write to, since ${says} puts ${folder} there`;
  return [{ object: container.template.owner, field: found.field, expected, received: 'a volume to read from' }];
}
