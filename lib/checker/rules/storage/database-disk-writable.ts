import { imageReference } from '../../bundle/image-reference';
import { mounts } from '../../bundle/pod-volumes';
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

/** A database writes into its disk. */
export const databaseDiskWritable: Rule = {
  id: 'database-disk-writable',
  answer: 'broken',
  why: 'a database that cannot write its data does not start, and restarts for ever',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db].volumeMounts[data].readOnly: expected false, since postgres writes its data below /var/lib/postgresql/data, received true [database-disk-writable]',
  check: ({ containers }) =>
    containers.flatMap((container): Finding[] => {
      const server = (imageReference(container)?.repository ?? '').split('/').at(-1) ?? '';
      const data = Object.hasOwn(DATA, server) ? DATA[server] : undefined;
      if (!data || container.init) return [];
      const { owner: object, spec, path } = container.template;
      const closed = new Map(
        listItems(spec, path, 'volumes')
          .filter(({ item }) => valueAt(item, 'persistentVolumeClaim', 'readOnly') === true)
          .map((volume) => [stringAt(volume.item, 'name'), `${volume.path}.persistentVolumeClaim.readOnly`]),
      );
      return mounts(container)
        .filter(({ mountPath }) => data.test(mountPath))
        .flatMap((mount): Finding[] => {
          const field = mount.readOnly ? `${mount.path}.readOnly` : closed.get(mount.volume);
          if (field === undefined) return [];
          const expected = `false, since ${server} writes its data below ${mount.mountPath}`;
          return [{ object, field, expected, received: 'true' }];
        });
    }),
};
