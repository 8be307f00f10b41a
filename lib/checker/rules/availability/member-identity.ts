import type { Bundle, Container } from '../../bundle/bundle';
import { claimedVolumes } from '../../bundle/containers/pod-volumes';
import { type Setting, setting, settings, settingsNamed } from '../../bundle/containers/settings';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { mostReplicas, runs } from '../../bundle/workloads/members';
import { listAt, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Settings with the identity of a member, by program. Each member needs one of its own. */
const IDENTITIES: readonly (readonly [program: RegExp, names: readonly string[], constant: RegExp])[] = [
  [/kafka/, ['KAFKA_NODE_ID', 'KAFKA_BROKER_ID', 'KAFKA_CFG_NODE_ID', 'KAFKA_CFG_BROKER_ID'], /^\d+$/],
  [/zookeeper/, ['ZOO_MY_ID', 'ZOO_SERVER_ID', 'ZOOKEEPER_SERVER_ID'], /^\d+$/],
  [/etcd/, ['name', 'ETCD_NAME'], /^[\w.-]+$/],
  [/rabbitmq/, ['RABBITMQ_NODENAME'], /^[\w-]+@[\w.-]+$/],
  [/elasticsearch|opensearch/, ['node.name'], /^[\w.-]+$/],
];

/** Lists of members with their ids: `1@kafka-0.kafka:9093`, `server.1=zk-0.zk:2888:3888`. */
const LISTS = ['KAFKA_CONTROLLER_QUORUM_VOTERS', 'KAFKA_CFG_CONTROLLER_QUORUM_VOTERS', 'ZOO_SERVERS'];
const MEMBER = /(?:^|[\s,;])(?:server\.)?(\d{1,5})[@=][\w-]*?-(\d{1,5})\./g;

/** Each member of a StatefulSet has the identity that the others expect. */
export const memberIdentity: Rule = {
  id: 'member-identity',
  answer: 'broken',
  why: 'members of a cluster with one id, or with names that are not those of the list, never become a cluster',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db].env[KAFKA_NODE_ID].value: expected an id for each of the 3 pods, such as the number at the end of the name, received "1" for all [member-identity]',
  about: ['StatefulSet', 'rabbitmq', 'minio'],
  check: (bundle) =>
    bundle.containers
      .filter(({ init }) => !init)
      .flatMap((container) => [
        ...(container.template.owner.kind === 'StatefulSet'
          ? [
              ...shared(bundle, container),
              ...shifted(bundle, container),
              ...unknown(bundle, container),
              ...unresolved(bundle, container),
              ...misnamed(bundle, container),
            ]
          : []),
        ...passing(bundle, container),
        ...twoDots(bundle, container),
      ]),
};

const at = ({ object, field }: Setting) => ({ object, field });

function shared(bundle: Bundle, container: Container): Finding[] {
  const replicas = mostReplicas(bundle, container.template);
  return IDENTITIES.filter(([program]) => replicas > 1 && runs(container, program)).flatMap(([, names, constant]) => {
    const found = setting(bundle, container, names);
    if (found === undefined || !constant.test(found.value)) return [];
    const expected = `an id for each of the ${replicas} pods, such as the number at the end of the name`;
    return [{ ...at(found), expected, received: `${quoted(found.value)} for all` }];
  });
}

/** A script makes the id of the number at the end of the pod's name; the list of members may count from 1. */
function shifted(bundle: Bundle, container: Container): Finding[] {
  const list = setting(bundle, container, LISTS);
  const members = [...(list?.value ?? '').matchAll(MEMBER)].map(([, id, ordinal]) => [Number(id), Number(ordinal)]);
  const steps = new Set(members.map(([id = 0, ordinal = 0]) => id - ordinal));
  const [step] = steps;
  const found = setting(
    bundle,
    container,
    IDENTITIES.flatMap(([, names]) => names.filter((name) => /ID$/.test(name))),
  );
  const [, sum] = /##\*-\}?\s*(\+\s*\d+)?[\s)]*$/.exec(found?.value ?? '') ?? [undefined, undefined];
  if (found === undefined || list === undefined || !found.value.includes('##*-')) return [];
  const own = Number((sum ?? '0').replace(/[+\s]/g, ''));
  const odd = members.find(([id = 0, ordinal = 0]) => id - ordinal !== own);
  // Some of the ids fit, so that the others are mistaken.
  if (steps.size > 1 && steps.has(own) && odd !== undefined) {
    const [id = 0, ordinal = 0] = odd;
    const expected = `${ordinal + own} for pod ${ordinal}, the id that ${found.name} has there`;
    return [{ ...at(list), expected, received: quoted(String(id)) }];
  }
  if (step === undefined || steps.size > 1 || own === step) return [];
  const expected = step === 0 ? 'the number at the end of the name' : `the number at the end of the name + ${step}`;
  return [{ ...at(found), expected: `${expected}, as in the list of members`, received: quoted(found.value) }];
}

/** The nodes of the first election are named as the pods. */
function unknown(bundle: Bundle, container: Container): Finding[] {
  const { owner, namespace } = container.template;
  const own = setting(bundle, container, ['node.name'])?.value ?? '$(HOSTNAME)';
  if (!/^\$[({]?(HOSTNAME|POD_NAME|K8S_POD_NAME|MY_POD_NAME)[)}]?$/.test(own)) return [];
  return settings(bundle, container)
    .filter(({ name }) => name === 'cluster.initial_master_nodes' || name === 'cluster.initial_cluster_manager_nodes')
    .flatMap((found) => {
      const names = found.value.split(/[,\s"[\]]+/).filter((name) => /^[\w-]+$/.test(name));
      const stray = names.filter((name) => !bundle.find('StatefulSet', namespace, name.replace(/-\d+$/, '')));
      if (stray.length === 0 || stray.length < names.length) return [];
      const expected = `names of pods, such as ${owner.metadata.name}-0`;
      return [{ ...at(found), expected, received: quoted(found.value) }];
    });
}

/** https://etcd.io/docs/latest/op-guide/clustering/#static: a member looks for its own name in the list. */
function misnamed(bundle: Bundle, container: Container): Finding[] {
  const list = setting(bundle, container, ['initial-cluster', 'ETCD_INITIAL_CLUSTER']);
  const own = setting(bundle, container, ['name', 'ETCD_NAME'])?.value ?? '';
  // The name is that of the pod, which is the first word of its host.
  if (list === undefined || !/^\$[({]?(HOSTNAME|(\w+_)?POD_NAME|ETCD_NAME)[)}]?$/.test(own)) return [];
  const pod = new RegExp(`^${container.template.owner.metadata.name}-\\d+$`);
  const entries = [...list.value.matchAll(/(?:^|,)\s*([\w.-]+)=https?:\/\/([\w-]+)\./g)];
  const wrong = entries.find(([, name = '', host = '']) => pod.test(host) && name !== host);
  if (wrong === undefined) return [];
  return [{ ...at(list), expected: `${wrong[2]}=, the name of the pod at the address`, received: quoted(wrong[1]) }];
}

/** The end of the members' names: `.rabbitmq-nodes.mq.svc.cluster.local`. */
const SUFFIX = /suffix|domain$/i;

/** Behind the name of a pod stands the Service of the StatefulSet. */
function unresolved(bundle: Bundle, container: Container): Finding[] {
  const { owner, namespace } = container.template;
  return (settingsNamed(bundle, SUFFIX).get(container) ?? []).flatMap((found): Finding[] => {
    if (found.secret || !/^\.[a-z][\w-]*\.[\w-]+\.svc(\.[\w.-]+)?$/.test(found.value)) return [];
    const answer = ClusterDns.of(bundle).answer(`${owner.metadata.name}-0${found.value}`, namespace);
    if (answer === undefined || answer.service !== undefined) return [];
    return [{ ...at(found), expected: answer.expected, received: quoted(found.value) }];
  });
}

/** RabbitMQ keeps its data below the name of the node, and the pod of a Deployment has another name each time. */
function passing(bundle: Bundle, container: Container): Finding[] {
  const { template, path } = container;
  const { owner, spec } = template;
  if (owner.kind !== 'Deployment' || !runs(container, /^rabbitmq/) || claimedVolumes(template).length === 0) return [];
  const name = setting(bundle, container, ['RABBITMQ_NODENAME'])?.value ?? '';
  if (name.includes('@') || stringAt(spec, 'hostname') !== undefined) return [];
  return [
    {
      answer: 'risk',
      object: owner,
      field: `${path.replace(/\.containers.*$/, '')}.hostname`,
      expected: 'a fixed name, or RABBITMQ_NODENAME: RabbitMQ keeps its data below the name of the node',
      received: 'nothing: each pod has another name',
    },
  ];
}

/** https://min.io/docs/minio/linux/operations/concepts.html: MinIO expands three dots. */
function twoDots(bundle: Bundle, container: Container): Finding[] {
  if (!runs(container, /^minio/)) return [];
  const { template, path } = container;
  const words = settings(bundle, container).filter(({ name }) => name === 'MINIO_VOLUMES');
  const args = ['command', 'args'].flatMap((list) =>
    listAt(container.spec, list).map((value, index) => {
      return { object: template.owner, field: `${path}.${list}[${index}]`, value: String(value) };
    }),
  );
  return [...words, ...args]
    .filter(({ value }) => /\{\d+\.\.\d+\}/.test(value))
    .map(({ object, field, value }) => ({
      object,
      field,
      expected: 'three dots between the first and the last number, as in {0...3}',
      received: quoted(value),
    }));
}
