import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/command-line';
import { scriptOf } from '../../bundle/container-scripts';
import { mostReplicas, runs } from '../../bundle/members';
import { type Setting, setting, settingsNamed } from '../../bundle/settings';
import { type Manifest, namespaceOf, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** A number of copies, or of votes, is no greater than the number of members. */
export const copiesFitMembers: Rule = {
  id: 'copies-fit-members',
  answer: 'broken',
  why: 'a copy has a server of its own, and a vote a voter: what needs more of them than there are is never made, or never decided',
  example:
    'ConfigMap default/redis: data[sentinel.conf]: expected a quorum of at most 3, the number of sentinels, received 4 [copies-fit-members]',
  check: (bundle) => [
    ...sentinels(bundle),
    ...brokers(bundle),
    ...bundle.containers.flatMap((container) => topics(bundle, container)),
    ...expected(bundle),
    ...operated(bundle),
  ],
};

const finding = ({ object, field }: Pick<Setting, 'object' | 'field'>, most: string, received: number): Finding => ({
  object,
  field,
  expected: most,
  received: String(received),
});

/** The replicas of all containers of a namespace that run a program. */
const membersOf = (bundle: Bundle, namespace: string, isMember: (container: Container) => boolean): number =>
  bundle.containers
    .filter((each) => !each.init && each.template.namespace === namespace && isMember(each))
    .reduce((sum, { template }) => sum + mostReplicas(bundle, template), 0);

/** https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/ */
function sentinels(bundle: Bundle): Finding[] {
  const isSentinel = (each: Container) =>
    runs(each, /sentinel$/) ||
    (/redis|valkey/.test(stringAt(each.spec, 'image') ?? '') &&
      /--sentinel\b|(redis|valkey)-sentinel|\bsentinel\.conf/.test(scriptOf(bundle, each)));
  const found = [...settingsNamed(bundle, /^sentinel$/)].flatMap(([{ template }, lines]) =>
    lines.flatMap((line): Finding[] => {
      const [, quorum] = /^monitor\s+\S+\s+\S+\s+\S+\s+(\d+)\b/.exec(line.value) ?? [];
      const members = quorum === undefined ? 0 : membersOf(bundle, template.namespace, isSentinel);
      if (members === 0 || Number(quorum) <= members) return [];
      return [finding(line, `a quorum of at most ${members}, the number of sentinels`, Number(quorum))];
    }),
  );
  return [...new Map(found.map((each) => [`${each.object.metadata.name} ${each.field}`, each])).values()];
}

const isBroker = (each: Container): boolean => runs(each, /^(cp-)?kafka(-native)?$|^kafka-server-start/);

/** https://kafka.apache.org/documentation/#brokerconfigs_offsets.topic.replication.factor */
function brokers(bundle: Bundle): Finding[] {
  return [...settingsNamed(bundle, /(^|[._])REPLICATION[._]FACTOR$/i)].flatMap(([container, found]) => {
    const { owner, namespace } = container.template;
    if (container.init || !isBroker(container) || /Job$/.test(owner.kind)) return [];
    const members = membersOf(bundle, namespace, (each) => isBroker(each) && !/Job$/.test(each.template.owner.kind));
    return found
      .filter(({ value, field }) => /^\d+$/.test(value) && Number(value) > members && /env/.test(field))
      .map((each) => finding(each, `at most ${members}, the number of brokers`, Number(each.value)));
  });
}

/** A topic that a script makes: https://kafka.apache.org/documentation/#topicconfigs_min.insync.replicas */
function topics(bundle: Bundle, container: Container): Finding[] {
  const isMaker = commandLine(container).length > 0 && /kafka|redpanda/.test(stringAt(container.spec, 'image') ?? '');
  if (!isMaker) return [];
  const { owner, namespace } = container.template;
  const members = membersOf(bundle, namespace, (each) => isBroker(each) && !/Job$/.test(each.template.owner.kind));
  return scriptOf(bundle, container)
    .replaceAll('\\\n', ' ')
    .split('\n')
    .flatMap((line): Finding[] => {
      const copies = Number(/--replication-factor[= ]+(\d+)/.exec(line)?.[1] ?? Number.NaN);
      const least = Number(/min\.insync\.replicas=(\d+)/.exec(line)?.[1] ?? Number.NaN);
      const place = {
        object: owner,
        field: `${container.path}.${container.spec && valueAt(container.spec, 'args') ? 'args' : 'command'}`,
      };
      if (copies < least) return [finding(place, `at least ${least} copies, as min.insync.replicas demands`, copies)];
      if (members > 0 && copies > members)
        return [finding(place, `at most ${members} copies, the number of brokers`, copies)];
      return [];
    })
    .slice(0, 1);
}

/** https://developer.hashicorp.com/consul/docs/reference/agent/configuration-file/bootstrap, https://redis.io/docs/latest/operate/oss_and_stack/management/replication/ */
function expected(bundle: Bundle): Finding[] {
  return [...settingsNamed(bundle, /^(bootstrap[-_]expect|min-replicas-to-write)$/)].flatMap(([container, found]) => {
    const { template } = container;
    const isConsul = runs(container, /^consul$/) && setting(bundle, container, ['bootstrap-expect']) !== undefined;
    const isRedis = runs(container, /^(redis|valkey)(-server)?$/) && template.owner.kind === 'StatefulSet';
    const members = mostReplicas(bundle, template);
    return found.flatMap((each): Finding[] => {
      const number = Number(each.value);
      if (isConsul && /expect$/.test(each.name) && number > members)
        return [finding(each, `at most ${members}, the number of servers`, number)];
      if (isRedis && /write$/.test(each.name) && members > 1 && number >= members)
        return [finding(each, `less than ${members}, the number of servers`, number)];
      return [];
    });
  });
}

/** https://strimzi.io/docs/operators/latest/configuring, https://cloudnative-pg.io/documentation/current/replication/ */
function operated(bundle: Bundle): Finding[] {
  const ofPools = (kafka: Manifest): number =>
    bundle
      .ofKind('KafkaNodePool')
      .filter((pool) => namespaceOf(pool) === namespaceOf(kafka))
      .filter((pool) => valueAt(pool, 'metadata', 'labels', 'strimzi.io/cluster') === kafka.metadata.name)
      .filter((pool) => JSON.stringify(valueAt(pool, 'spec', 'roles') ?? []).includes('broker'))
      .reduce((sum, pool) => sum + (numberAt(pool, 'spec', 'replicas') ?? 0), 0);
  const sizes = new Map(
    bundle
      .ofKind('Kafka')
      .map((kafka) => [
        `${namespaceOf(kafka)}/${kafka.metadata.name}`,
        ofPools(kafka) || (numberAt(kafka, 'spec', 'kafka', 'replicas') ?? 0),
      ]),
  );
  const ofKafka = bundle.ofKind('Kafka').flatMap((object) => {
    const members = sizes.get(`${namespaceOf(object)}/${object.metadata.name}`) ?? 0;
    const config = valueAt(object, 'spec', 'kafka', 'config');
    return [
      'offsets.topic.replication.factor',
      'transaction.state.log.replication.factor',
      'default.replication.factor',
    ].flatMap((name) => {
      const copies = Number(valueAt(config, name) ?? 0);
      const field = `spec.kafka.config[${name}]`;
      return members > 0 && copies > members
        ? [finding({ object, field }, `at most ${members}, the number of brokers`, copies)]
        : [];
    });
  });
  const ofTopics = bundle.ofKind('KafkaTopic').flatMap((object): Finding[] => {
    const cluster = `${namespaceOf(object)}/${String(valueAt(object, 'metadata', 'labels', 'strimzi.io/cluster'))}`;
    const [members, copies] = [sizes.get(cluster) ?? 0, numberAt(object, 'spec', 'replicas') ?? 0];
    const least = Number(valueAt(object, 'spec', 'config', 'min.insync.replicas') ?? 0);
    if (members > 0 && copies > members)
      return [finding({ object, field: 'spec.replicas' }, `at most ${members}, the number of brokers`, copies)];
    if (copies > 0 && least > copies)
      return [finding({ object, field: 'spec.config[min.insync.replicas]' }, `at most ${copies}, the replicas`, least)];
    return [];
  });
  const ofPostgres = bundle.ofKind('Cluster').flatMap((object): Finding[] => {
    const members = numberAt(object, 'spec', 'instances') ?? 1;
    const standbys = [['minSyncReplicas'], ['postgresql', 'synchronous', 'number']] as const;
    if (!object.apiVersion.startsWith('postgresql.cnpg.io/')) return [];
    return standbys.flatMap((path) => {
      const copies = numberAt(object, 'spec', ...path) ?? 0;
      if (copies < members) return [];
      return [finding({ object, field: `spec.${path.join('.')}` }, `less than ${members}, the instances`, copies)];
    });
  });
  return [...ofKafka, ...ofTopics, ...ofPostgres];
}
