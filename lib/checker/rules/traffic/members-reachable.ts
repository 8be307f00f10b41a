import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { NetworkPolicies } from '../../bundle/traffic/network-policies';
import { type Pod, podOf } from '../../bundle/traffic/pod';
import { mostReplicas, runs } from '../../bundle/workloads/members';
import { apiGroup, identity, type Manifest, namespaceOf, numberAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** The ports at which the members of a cluster find each other, by program. */
const PEERS: readonly (readonly [program: RegExp, port: number])[] = [
  // https://www.rabbitmq.com/docs/networking#ports
  [/^rabbitmq(-server)?$/, 25672],
  // https://etcd.io/docs/latest/op-guide/configuration/
  [/^etcd$/, 2380],
  // https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/networking-settings
  [/^(elasticsearch|opensearch)$/, 9300],
  // https://zookeeper.apache.org/doc/current/zookeeperStarted.html
  [/^zookeeper$/, 3888],
  // https://cassandra.apache.org/doc/latest/cassandra/reference/security-ports.html
  [/^cassandra$/, 7000],
  // https://www.mongodb.com/docs/manual/replication/
  [/^mongod?$/, 27017],
];

/** Names of ports that the members of a cluster alone ask. */
const NAME =
  /^(peers?|clustering|cluster-?routes?|routes?|raft|gossip|controller|quorum|inter-?broker|replication|transport|dist|epmd|(leader-?)?election|follower|jgroups|serf(-?lan)?|galera|interserver)$/;

/** NetworkPolicies let the members of a cluster reach each other. */
export const membersReachable: Rule = {
  id: 'members-reachable',
  answer: 'broken',
  why: 'members that may not talk to each other never become a cluster: clients reach them, and no leader is elected, no copy is made',
  example:
    'NetworkPolicy default/db: spec.ingress: expected the pods of StatefulSet default/db among the peers on TCP port 2380, received no such rule [members-reachable]',
  about: ['StatefulSet', 'postgresql.cnpg.io'],
  check: (bundle) => {
    const policies = NetworkPolicies.of(bundle);
    if (policies.all.length === 0) return [];
    return [...sets(bundle), ...clusters(bundle)].flatMap((set) => closed(policies, set));
  },
};

interface MemberSet {
  readonly name: string;
  readonly from: Pod;
  readonly to: PodTemplate;
  readonly ports: readonly { readonly port: number; readonly protocol: string }[];
}

function sets(bundle: Bundle): MemberSet[] {
  return bundle.templates.flatMap((template): MemberSet[] => {
    if (template.owner.kind !== 'StatefulSet' || mostReplicas(bundle, template) < 2) return [];
    const pod = podOf(template);
    const named = (pod.ports ?? []).flatMap(({ name, port, protocol }) =>
      port !== undefined && NAME.test(name ?? '') ? [{ port, protocol }] : [],
    );
    const known = PEERS.filter(([program]) => template.containers.some((each) => !each.init && runs(each, program)));
    const ports = named.length > 0 ? named : known.map(([, port]) => ({ port, protocol: 'TCP' }));
    return [{ name: identity(template.owner), from: pod, to: template, ports }];
  });
}

/** The servers of CloudNativePG copy the primary: https://cloudnative-pg.io/documentation/current/networking/ */
function clusters(bundle: Bundle): MemberSet[] {
  const all = bundle.ofKind('Cluster').filter(({ apiVersion }) => apiGroup(apiVersion) === 'postgresql.cnpg.io');
  return all.flatMap((cluster: Manifest): MemberSet[] => {
    const labels = { 'cnpg.io/cluster': cluster.metadata.name };
    const servers = bundle.select(namespaceOf(cluster), { ...labels, 'cnpg.io/podRole': 'instance' });
    const [to, other] = servers;
    if ((numberAt(cluster, 'spec', 'instances') ?? 1) < 2 || !to || !other) return [];
    return [{ name: identity(cluster), from: podOf(other), to, ports: [{ port: 5432, protocol: 'TCP' }] }];
  });
}

function closed(policies: NetworkPolicies, { name, from, to, ports }: MemberSet): Finding[] {
  return (['ingress', 'egress'] as const).flatMap((direction): Finding[] => {
    const [blocked] = ports.flatMap(({ port, protocol }) => {
      const [policy] = policies.blocking(direction, to, from, port, protocol);
      return policy ? [{ policy, port, protocol }] : [];
    });
    if (blocked === undefined) return [];
    const expected = `the pods of ${name} among the peers on ${blocked.protocol} port ${blocked.port}`;
    return [{ object: blocked.policy.manifest, field: `spec.${direction}`, expected, received: 'no such rule' }];
  });
}
