import type { Bundle, Container } from '../../bundle/bundle';
import { execCommand } from '../../bundle/containers/command-line';
import { setting } from '../../bundle/containers/settings';
import { PROBES } from '../../bundle/traffic/asked-ports';
import { runs } from '../../bundle/workloads/members';
import { identity, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A program that is ready together with other members alone. */
interface Cluster {
  readonly program: RegExp;
  /** The setting with the other members, by name. */
  readonly members: readonly string[];
  readonly several: RegExp;
  /** Paths and commands of probes that succeed only while there is a quorum. Undefined if any probe does. */
  readonly asks?: RegExp;
  /** True if the members start one after the other, each as soon as its own name resolves. */
  readonly inOrder?: true;
}

const CLUSTERS: readonly Cluster[] = [
  // https://etcd.io/docs/latest/op-guide/monitoring/#health-check
  {
    program: /^etcd$/,
    members: ['initial-cluster', 'ETCD_INITIAL_CLUSTER'],
    several: /=.*,.*=/,
    asks: /\/health\b|\/readyz|endpoint\s+health/,
  },
  // https://kafka.apache.org/documentation/#kraft: a broker answers once the controllers have a leader
  {
    program: /kafka$/,
    members: ['KAFKA_CONTROLLER_QUORUM_VOTERS', 'KAFKA_CFG_CONTROLLER_QUORUM_VOTERS'],
    several: /@.*,.*@/,
  },
  // https://www.elastic.co/guide/en/elasticsearch/reference/current/cluster-health.html: 503 without a master
  {
    program: /^(elasticsearch|opensearch)$/,
    members: ['cluster.initial_master_nodes', 'cluster.initial_cluster_manager_nodes'],
    several: /,/,
    asks: /_cluster\/health/,
  },
  // https://www.cockroachlabs.com/docs/stable/monitoring-and-alerting#health-endpoints
  { program: /^cockroach$/, members: ['join'], several: /,/, asks: /\/health\?ready=1/ },
  // https://developer.hashicorp.com/consul/api-docs/status
  { program: /^consul$/, members: ['bootstrap-expect'], several: /^([2-9]|\d\d)$/, asks: /status\/leader/ },
  // https://min.io/docs/minio/linux/operations/monitoring/healthcheck-probe.html
  { program: /^minio$/, members: ['MINIO_VOLUMES'], several: /\{\d+\.{3}\d+\}/, asks: /health\/cluster/ },
  // https://zookeeper.apache.org/doc/current/zookeeperAdmin.html#sc_zkCommands
  {
    program: /^(zookeeper|zkServer\.sh)$/,
    members: ['ZOO_SERVERS'],
    several: /server\.\d+=.*server\.\d+=/,
    asks: /zkServer\.sh\s+status|\bsrvr\b|\bmntr\b/,
  },
  // https://www.rabbitmq.com/docs/clustering#hostname-resolution-requirement
  { program: /^rabbitmq/, members: ['RABBITMQ_NODENAME'], several: /@.*\..*\./, inOrder: true },
];

/** The first members of a cluster can find each other, and start together. */
export const quorumStarts: Rule = {
  id: 'quorum-starts',
  answer: 'broken',
  why: 'a member that gets ready with a quorum waits for members that start, and have a name, once the first is ready: the cluster never starts',
  example:
    'StatefulSet default/etcd: spec.podManagementPolicy: expected "Parallel": etcd-0 is ready once other members run, and these start once etcd-0 is ready, received nothing [quorum-starts]',
  check: (bundle) =>
    bundle.containers
      .filter(({ init, template }) => !init && template.owner.kind === 'StatefulSet')
      .flatMap((container) => {
        const cluster = CLUSTERS.find((each) => runs(container, each.program) && isOf(bundle, container, each));
        return cluster === undefined ? [] : [...together(container, cluster), ...named(bundle, container, cluster)];
      }),
};

/** True if a container starts as one of several members, and is ready with the others. */
function isOf(bundle: Bundle, container: Container, { members, several, asks }: Cluster): boolean {
  const replicas = numberAt(container.template.owner, 'spec', 'replicas') ?? 1;
  const list = setting(bundle, container, members)?.value ?? '';
  const state = setting(bundle, container, ['initial-cluster-state', 'ETCD_INITIAL_CLUSTER_STATE'])?.value;
  if (replicas < 2 || !several.test(list) || state === 'existing') return false;
  return PROBES.filter((probe) => probe !== 'livenessProbe').some((name) => {
    const probe = valueAt(container.spec, name);
    const question = [stringAt(probe, 'httpGet', 'path') ?? '', ...execCommand(probe)].join(' ');
    return probe !== undefined && probe !== null && (asks === undefined || asks.test(question));
  });
}

function together({ template: { owner } }: Container, { inOrder }: Cluster): Finding[] {
  const policy = stringAt(owner, 'spec', 'podManagementPolicy');
  if (inOrder || policy === 'Parallel') return [];
  const first = `${owner.metadata.name}-0`;
  const expected = `"Parallel": ${first} is ready once other members run, and these start once ${first} is ready`;
  return [{ object: owner, field: 'spec.podManagementPolicy', expected, received: quoted(policy) }];
}

/** The name of a pod resolves once the pod is ready, unless the governing Service says otherwise. */
function named(bundle: Bundle, container: Container, { members }: Cluster): Finding[] {
  const { owner, namespace } = container.template;
  const name = stringAt(owner, 'spec', 'serviceName') ?? '';
  const service = bundle.find('Service', namespace, name);
  const isNamed = setting(bundle, container, members)?.value.includes(`.${name}`) === true;
  if (service === undefined || !isNamed || valueAt(service, 'spec', 'publishNotReadyAddresses') === true) return [];
  const expected = `true: pods of ${identity(owner)} call each other by names before they are ready`;
  const received = quoted(valueAt(service, 'spec', 'publishNotReadyAddresses'));
  return [{ object: service, field: 'spec.publishNotReadyAddresses', expected, received }];
}
