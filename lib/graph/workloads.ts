import type { Bundle, Container, PodTemplate } from '../checker/bundle/bundle';
import { ownVariables, takenVariables } from '../checker/bundle/containers/container-environment';
import { imageReference } from '../checker/bundle/containers/image-reference';
import { autoscaledWorkloads } from '../checker/bundle/workloads/autoscaled-workloads';
import {
  identity,
  type Json,
  listAt,
  type Manifest,
  namespaceOf,
  numberAt,
  stringAt,
  valueAt,
} from '../checker/manifest/manifest';
import { quantity } from '../checker/manifest/quantity';
import { operatedKind } from '../checker/operators';
import type { Connection, Disk, Workload } from './graph';
import { secretSources } from './secret-sources';

/** Servers that keep data, by the last word of the names of their images. */
const SERVERS =
  /^(postgres(ql)?|postgis|timescaledb|redis(-stack)?|valkey|mysql|mariadb|mongo(db)?|rabbitmq|kafka|nats|memcached|elasticsearch|opensearch|minio|cassandra|etcd|clickhouse(-server)?)$/;

/** Every workload of a bundle, and every cluster that an operator runs. */
export function workloadsOf(bundle: Bundle, connections: readonly Connection[]): Workload[] {
  const scaling = new Map(autoscaledWorkloads(bundle).map(({ autoscaler, target }) => [identity(target), autoscaler]));
  const sources = secretSources(bundle);
  const templates = bundle.templates.map((template) => {
    const { owner } = template;
    const [container] = template.containers.filter(({ init }) => !init);
    const image = container && imageReference(container);
    const disks = disksOf(bundle, template);
    return {
      ...named(owner),
      role: roleOf(owner, disks, image?.repository),
      pods: podsOf(owner, scaling.get(identity(owner))),
      schedule: valueAt(owner, 'spec', 'suspend') === true ? 'suspended' : stringAt(owner, 'spec', 'schedule'),
      version: image?.tag,
      requests: requestsOf(template),
      disks,
      secretSources: [...(sources.get(identity(owner)) ?? [])].sort(),
      poolSize: template.containers.flatMap((each) => poolSizeIn(bundle, each)).at(-1),
      maxConnections: limitIn(template.containers),
      backups: [],
    } satisfies Workload;
  });
  const clusters = bundle.manifests.filter((manifest) => operatedKind(manifest)?.data).map((owner) => clusterOf(owner));
  // Of objects with one name, the cluster keeps the last.
  const workloads = new Map([...templates, ...clusters].map((each) => [each.id, each]));
  return [...workloads.values()].map((each) => ({ ...each, backups: backupsOf(bundle, each, connections) }));
}

const named = (owner: Manifest) => ({ id: identity(owner), namespace: namespaceOf(owner), name: owner.metadata.name });

function roleOf({ kind }: Manifest, disks: readonly Disk[], repository: string | undefined): Workload['role'] {
  if (kind === 'Job' || kind === 'CronJob') return 'job';
  const server = SERVERS.test(repository?.split('/').at(-1) ?? '');
  return server || (kind === 'StatefulSet' && disks.length > 0) ? 'data' : 'service';
}

function podsOf(owner: Manifest, autoscaler: Manifest | undefined): Workload['pods'] {
  if (owner.kind === 'DaemonSet') return undefined;
  const given = numberAt(owner, 'spec', 'replicas') ?? numberAt(owner, 'spec', 'instances') ?? 1;
  const least = autoscaler ? (numberAt(autoscaler, 'spec', 'minReplicas') ?? 1) : given;
  return { least, most: (autoscaler && numberAt(autoscaler, 'spec', 'maxReplicas')) ?? least };
}

function requestsOf({ containers, spec }: PodTemplate): Workload['requests'] {
  const holders = [spec, ...containers.filter(({ init }) => !init).map((container) => container.spec)];
  return { cpu: sumOf(holders, 'cpu'), memory: sumOf(holders, 'memory') };
}

/** A request of the pod holds for all containers together. A limit without a request is one. */
function sumOf([pod, ...containers]: readonly (Json | undefined)[], resource: string): number {
  const request = (holder: Json | undefined) => {
    const [asked, limit] = ['requests', 'limits'].map((part) => valueAt(holder, 'resources', part, resource));
    return quantity(asked ?? limit);
  };
  return request(pod) ?? containers.reduce<number>((sum, container) => sum + (request(container) ?? 0), 0);
}

function disksOf(bundle: Bundle, { owner, namespace, spec }: PodTemplate): Disk[] {
  const size = (claim: Json | undefined) => quantity(valueAt(claim, 'spec', 'resources', 'requests', 'storage')) ?? 0;
  const own = owner.kind === 'StatefulSet' ? listAt(owner, 'spec', 'volumeClaimTemplates') : [];
  const shared = listAt(spec, 'volumes').flatMap((volume) => {
    const claim = stringAt(volume, 'persistentVolumeClaim', 'claimName');
    const made = claim === undefined ? undefined : bundle.find('PersistentVolumeClaim', namespace, claim);
    return claim !== undefined && made ? [{ claim, bytes: size(made), count: 1 }] : [];
  });
  const count = numberAt(owner, 'spec', 'replicas') ?? 1;
  return [
    ...own.map((claim) => ({
      claim: `${owner.metadata.name}/${stringAt(claim, 'metadata', 'name')}`,
      bytes: size(claim),
      count,
    })),
    ...shared,
  ];
}

/** The servers of an operator, as their one object describes the servers. */
function clusterOf(owner: Manifest): Workload {
  const { image = [], disk = [] } = operatedKind(owner)?.data ?? {};
  const pods = podsOf(owner, undefined);
  const holder = valueAt(owner, 'spec');
  return {
    ...named(owner),
    role: 'data',
    pods,
    schedule: undefined,
    version: /:([^@/]+)/.exec(stringAt(owner, ...image) ?? '')?.[1],
    requests: { cpu: sumOf([holder], 'cpu'), memory: sumOf([holder], 'memory') },
    disks: [{ claim: owner.metadata.name, bytes: quantity(valueAt(owner, ...disk)) ?? 0, count: pods?.most ?? 1 }],
    secretSources: [],
    poolSize: undefined,
    maxConnections: Number(stringAt(owner, 'spec', 'postgresql', 'parameters', 'max_connections')) || undefined,
    backups: [],
  };
}

function poolSizeIn(bundle: Bundle, container: Container): number[] {
  const variables = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
  return variables.flatMap(({ name, value }) => (/(^|_)POOL_SIZE$/.test(name) && Number(value)) || []);
}

function limitIn(containers: readonly Container[]): number | undefined {
  const words = containers.flatMap(({ spec }) => [...listAt(spec, 'command'), ...listAt(spec, 'args')]);
  const limits = words.flatMap((word) => /(?:^|\W)max_connections=(\d+)/.exec(String(word))?.[1] ?? []);
  return limits.length > 0 ? Number(limits.at(-1)) : undefined;
}

/** The schedules of what reads data for a copy: a CronJob that says so by its name, or an operator's own object. */
function backupsOf(
  bundle: Bundle,
  { id, role, name, namespace }: Workload,
  connections: readonly Connection[],
): string[] {
  if (role !== 'data') return [];
  const readers = new Set(connections.filter(({ to }) => to === id).map(({ from }) => from));
  const jobs = bundle
    .ofKind('CronJob')
    .filter((job) => readers.has(identity(job)) && /backup|dump/i.test(job.metadata.name));
  const scheduled = bundle.ofKind('ScheduledBackup').filter((backup) => {
    return namespaceOf(backup) === namespace && stringAt(backup, 'spec', 'cluster', 'name') === name;
  });
  return [...jobs, ...scheduled].flatMap((each) => stringAt(each, 'spec', 'schedule') ?? []);
}
