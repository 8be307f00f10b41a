import type { Bundle, Container } from '../../bundle/bundle';
import { fileTexts } from '../../bundle/containers/file-texts';
import { imageWord } from '../../bundle/containers/image-reference';
import { mounts } from '../../bundle/containers/pod-volumes';
import { type Setting, setting, settingsNamed } from '../../bundle/containers/settings';
import { mostReplicas, runs } from '../../bundle/workloads/members';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Finding, quoted, type Rule } from '../../rule';

/** Two settings of a program leave each other room. */
export const settingsAgree: Rule = {
  id: 'settings-agree',
  answer: 'risk',
  why: 'a limit that takes all there is leaves nothing for the day when one server is away, or when a disk is full',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db].env[KAFKA_MIN_INSYNC_REPLICAS].value: expected less than 3, the number of copies: with one broker away, nobody can write, received 3 [settings-agree]',
  about: ['kafka', 'volumeClaimTemplates', 'connections'],
  check: (bundle) => [
    ...bundle.containers.flatMap((container) => [...inSync(bundle, container), ...retention(bundle, container)]),
    ...pools(bundle),
    ...bundle.containers.flatMap((container) => ofPooler(bundle, container)),
  ],
};

const finding = ({ object, field }: Setting, expected: string, received: string): Finding => ({
  object,
  field,
  expected,
  received,
});
const numberOf = (setting: Setting | undefined): number =>
  /^\d+$/.test(setting?.value ?? '') ? Number(setting?.value) : Number.NaN;

/** https://kafka.apache.org/documentation/#topicconfigs_min.insync.replicas */
function inSync(bundle: Bundle, container: Container): Finding[] {
  if (!runs(container, /kafka$/)) return [];
  const prefixed = (name: string) => [`KAFKA_${name}`, `KAFKA_CFG_${name}`, name.replaceAll('_', '.')];
  const least = setting(bundle, container, prefixed('MIN_INSYNC_REPLICAS'));
  const copies = numberOf(setting(bundle, container, prefixed('DEFAULT_REPLICATION_FACTOR')));
  const most = Number.isNaN(copies) ? mostReplicas(bundle, container.template) : copies;
  if (least === undefined || most < 2 || !(numberOf(least) >= most)) return [];
  return [
    finding(least, `less than ${most}, the number of copies: with one broker away, nobody can write`, least.value),
  ];
}

/** The most data that a server keeps, by the setting. */
const RETENTION = [
  'storage.tsdb.retention.size',
  'max_file_store',
  'storageDataRetentionSize',
  'retention.maxDiskSpaceUsageBytes',
];

/** A size with a unit of Prometheus is a power of 1024: https://prometheus.io/docs/prometheus/latest/storage/ */
function retention(bundle: Bundle, container: Container): Finding[] {
  const kept = setting(bundle, container, RETENTION);
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMGTP]?)i?B?$/i.exec(kept?.value ?? '') ?? [];
  const bytes = Number(number) * 1024 ** ' KMGTP'.indexOf(unit.toUpperCase() || ' ');
  if (kept === undefined || !(bytes > 0)) return [];
  const claims = listAt(container.template.owner, 'spec', 'volumeClaimTemplates').filter((claim) =>
    mounts(container).some(({ volume }) => volume === stringAt(claim, 'metadata', 'name')),
  );
  const sizes = claims.map((claim) => valueAt(claim, 'spec', 'resources', 'requests', 'storage'));
  const [size] = sizes;
  const disk = quantity(size);
  if (sizes.length !== 1 || disk === undefined || bytes < disk) return [];
  return [finding(kept, `less than ${quoted(size)}, the size of the claim`, quoted(kept.value))];
}

/** Settings with the connections that each pod may hold. */
const POOL =
  /^(DB|DATABASE|POSTGRES|PG|MYSQL|SQL)_?(MAX_)?(POOL(_MAX)?_?SIZE|POOL_MAX|MAX_(POOL|CONNECTIONS|CONNS|OPEN_CONNS))$|hikari[._]maximum[-_]?pool[-_]?size$|^(DB|DATABASE)_POOL$|^(production\.)?pool$/i;

function pools(bundle: Bundle): Finding[] {
  return [...settingsNamed(bundle, POOL)].flatMap(([container, found]) => ofPool(bundle, container, found.at(-1)));
}

function ofPool(bundle: Bundle, container: Container, pool: Setting | undefined): Finding[] {
  if (container.init || !/^(Deployment|StatefulSet|Rollout)$/.test(container.template.owner.kind)) return [];
  const each = numberOf(pool);
  // https://guides.rubyonrails.org/configuring.html#database-pooling
  if (pool === undefined || !(each > 0) || (/pool$/.test(pool.name) && !/database\.ya?ml/.test(pool.field))) return [];
  const [most, ...others] = mostConnections(bundle, container.template.namespace);
  const all = each * mostReplicas(bundle, container.template);
  if (most === undefined || others.length > 0 || all <= most) return [];
  const expected = `at most ${Math.floor(most / mostReplicas(bundle, container.template))} for each pod: the server takes ${most} connections`;
  return [finding(pool, expected, `${each}, ${all} for all pods`)];
}

/** PgBouncer opens a pool for each user and database: https://www.pgbouncer.org/config.html#default_pool_size */
function ofPooler(bundle: Bundle, container: Container): Finding[] {
  if (!/pgbouncer/.test(imageWord(container))) return [];
  const [most, ...others] = mostConnections(bundle, container.template.namespace);
  const replicas = mostReplicas(bundle, container.template);
  return fileTexts(bundle, container).flatMap(({ object, field, name, text = '' }): Finding[] => {
    const size = Number(/^[ \t]*default_pool_size[ \t]*=[ \t]*(\d+)/m.exec(text)?.[1] ?? Number.NaN);
    const isCapped = /^[ \t]*(max_(db|user)_connections|pool_size)\b|\bpool_size=/m.test(text);
    if (!/\.ini$/.test(name) || most === undefined || others.length > 0 || isCapped) return [];
    if (!(size * replicas > most)) return [];
    const expected = `default_pool_size of at most ${Math.floor(most / replicas)} for each pod: the server takes ${most} connections`;
    return [{ object, field, expected, received: `${size}, ${size * replicas} for all pods` }];
  });
}

/** The different numbers of connections that the databases of a namespace take. */
function mostConnections(bundle: Bundle, namespace: string): number[] {
  const servers = bundle.select(namespace, {}).flatMap(({ containers }) => containers);
  const told = servers
    .filter((container) => runs(container, /postgres|mysql|mariadb/))
    .map((container) => numberOf(setting(bundle, container, ['max_connections', 'max-connections'])));
  const operated = bundle
    .ofKind('Cluster')
    .filter(
      ({ apiVersion, metadata }) =>
        apiVersion.startsWith('postgresql.cnpg.io/') && (metadata.namespace ?? 'default') === namespace,
    )
    .map((cluster) => Number(stringAt(cluster, 'spec', 'postgresql', 'parameters', 'max_connections') ?? Number.NaN));
  return [...new Set([...told, ...operated].filter((number) => !Number.isNaN(number)))];
}
