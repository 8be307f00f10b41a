import type { Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/command-line';
import { imageReference } from '../../bundle/image-reference';
import { claimedVolumes, mounts } from '../../bundle/pod-volumes';
import { listItems } from '../../manifest/field-path';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Options and variables with the folder of a server's data. */
const OPTION =
  /^--?(data-dir|datadir|dbpath|storage\.tsdb\.path|storage\.path|path\.data|db-path|store-dir|data-path)$/;
const VARIABLE =
  /^(path\.data|GF_PATHS_DATA|KAFKA_LOG_DIRS|MINIO_VOLUMES|ZOO_DATA_DIR|ETCD_DATA_DIR|INFLUXD_ENGINE_PATH|RABBITMQ_MNESIA_BASE)$/;

/** The folders in which images keep their data, by the name of the image. */
const IMAGES: Readonly<Record<string, string>> = {
  cassandra: '/var/lib/cassandra',
  'clickhouse-server': '/var/lib/clickhouse',
  elasticsearch: '/usr/share/elasticsearch/data',
  grafana: '/var/lib/grafana',
  influxdb: '/var/lib/influxdb',
  jenkins: '/var/jenkins_home',
  mariadb: '/var/lib/mysql',
  mongo: '/data/db',
  mysql: '/var/lib/mysql',
  neo4j: '/data',
  rabbitmq: '/var/lib/rabbitmq',
  redis: '/data',
};

/** A server with a claimed disk keeps its data there. */
export const dataOnVolume: Rule = {
  id: 'data-on-volume',
  answer: 'risk',
  why: 'data beside the claimed disk is gone with the pod, or cannot be written at all',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db].args: expected a folder on a volume of the container (/var/lib/etcd), received "/data" for --data-dir [data-on-volume]',
  check: ({ containers }) =>
    containers.filter(({ init }) => !init).flatMap((container) => [...beside(container), ...readOnly(container)]),
};

function beside(container: Container): Finding[] {
  const claimed = new Set(claimedVolumes(container.template).map(({ name }) => name));
  const all = mounts(container);
  if (!all.some(({ volume }) => claimed.has(volume))) return [];
  const places = all.filter(({ volume }) => claimed.has(volume)).map(({ mountPath }) => mountPath);
  const isMounted = (folder: string) =>
    all.some(
      ({ mountPath }) =>
        `${folder}/`.startsWith(`${mountPath}/`.replace('//', '/')) || mountPath.startsWith(`${folder}/`),
    );
  return folders(container)
    .filter(({ folder }) => !isMounted(folder))
    .map(({ field, folder, says }) => ({
      object: container.template.owner,
      field: `${container.path}.${field}`,
      expected: `a folder on a volume of the container (${places.join(', ')})`,
      received: `${quoted(folder)} for ${says}`,
    }));
}

/** The folders that options and variables name, or else the folder of the image. */
function folders(container: Container): { readonly field: string; readonly folder: string; readonly says: string }[] {
  const line = commandLine(container);
  const options = line.flatMap((word, index) => {
    const [option = '', value = line[index + 1] ?? ''] = word.split('=', 2);
    return OPTION.test(option) ? [{ field: 'args', folder: value, says: option }] : [];
  });
  const variables = listItems(container.spec, '', 'env').flatMap(({ item }) => {
    const name = stringAt(item, 'name') ?? '';
    return VARIABLE.test(name)
      ? [{ field: `env[${name}].value`, folder: stringAt(item, 'value') ?? '', says: name }]
      : [];
  });
  const told = [...options, ...variables].filter(({ folder }) => /^\/[\w./-]+$/.test(folder));
  const image = (imageReference(container)?.repository ?? '').split('/').at(-1) ?? '';
  const isPlain =
    line.length === 0 &&
    !listAt(container.spec, 'env').some((entry) => /DIR|PATH|DATA$/.test(stringAt(entry, 'name') ?? ''));
  const own = Object.hasOwn(IMAGES, image) && isPlain && told.length === 0 ? IMAGES[image] : undefined;
  const all = own === undefined ? told : [{ field: 'volumeMounts', folder: own, says: `the image ${image}` }];
  return all.map((each) => ({ ...each, folder: each.folder.replace(/(?<=.)\/+$/, '') }));
}

/** A claim of a StatefulSet's own that no container may write to stays empty. */
function readOnly(container: Container): Finding[] {
  const { template } = container;
  const own = listAt(template.owner, 'spec', 'volumeClaimTemplates').map((claim) =>
    stringAt(claim, 'metadata', 'name'),
  );
  const writable = new Set(
    template.containers.flatMap((each) => mounts(each).filter((mount) => !mount.readOnly)).map(({ volume }) => volume),
  );
  if (template.owner.kind !== 'StatefulSet' || valueAt(container.spec, 'volumeMounts') === undefined) return [];
  return mounts(container)
    .filter(({ volume, readOnly: closed }) => closed && own.includes(volume) && !writable.has(volume))
    .map(({ path }) => ({
      answer: 'broken' as const,
      object: template.owner,
      field: `${path}.readOnly`,
      expected: 'false: no container of the pod can write to the disk',
      received: 'true',
    }));
}
