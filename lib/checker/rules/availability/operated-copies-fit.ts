import type { Bundle } from '../../bundle/bundle';
import { type Manifest, namespaceOf, numberAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** A custom resource asks for no more copies than its operator makes servers. */
export const operatedCopiesFit: Rule = {
  id: 'operated-copies-fit',
  answer: 'broken',
  why: 'an operator makes as many servers as its resource says: a topic with more copies is never made, and a commit waits for a standby that is not there',
  example:
    'Cluster default/db: spec.minSyncReplicas: expected less than 3, the instances, received 3 [operated-copies-fit]',
  about: ['Kafka', 'postgresql.cnpg.io'],
  check: (bundle) => [
    ...bundle.ofKind('Kafka').flatMap((object) => ofKafka(bundle, object)),
    ...bundle.ofKind('KafkaTopic').flatMap((object) => ofTopic(bundle, object)),
    ...bundle
      .ofKind('Cluster')
      .filter(({ apiVersion }) => apiVersion.startsWith('postgresql.cnpg.io/'))
      .flatMap(ofPostgres),
  ],
};

const CLUSTER = ['metadata', 'labels', 'strimzi.io/cluster'] as const;

/** The brokers of a cluster of Strimzi: https://strimzi.io/docs/operators/latest/configuring */
function brokersOf(bundle: Bundle, namespace: string, name: unknown): number {
  const pools = bundle
    .ofKind('KafkaNodePool')
    .filter((pool) => namespaceOf(pool) === namespace && valueAt(pool, ...CLUSTER) === name)
    .filter((pool) => JSON.stringify(valueAt(pool, 'spec', 'roles') ?? []).includes('broker'))
    .reduce((sum, pool) => sum + (numberAt(pool, 'spec', 'replicas') ?? 0), 0);
  const kafka = bundle.find('Kafka', namespace, String(name));
  return kafka === undefined ? 0 : pools || (numberAt(kafka, 'spec', 'kafka', 'replicas') ?? 0);
}

const FACTORS = ['offsets.topic', 'transaction.state.log', 'default'].map((name) => `${name}.replication.factor`);

function ofKafka(bundle: Bundle, object: Manifest): Finding[] {
  const members = brokersOf(bundle, namespaceOf(object), object.metadata.name);
  const config = (name: string) => Number(valueAt(object, 'spec', 'kafka', 'config', name) ?? 0);
  return [
    ...FACTORS.flatMap((name) => {
      const copies = config(name);
      if (members === 0 || copies <= members) return [];
      const expected = `at most ${members}, the number of brokers`;
      return [{ object, field: `spec.kafka.config[${name}]`, expected, received: String(copies) }];
    }),
    ...LEAST.flatMap(([least, copies]) => insync(object, `spec.kafka.config[${least}]`, config(least), config(copies))),
  ];
}

function ofTopic(bundle: Bundle, object: Manifest): Finding[] {
  const members = brokersOf(bundle, namespaceOf(object), valueAt(object, ...CLUSTER));
  const copies = numberAt(object, 'spec', 'replicas') ?? 0;
  const least = Number(valueAt(object, 'spec', 'config', 'min.insync.replicas') ?? 0);
  if (members > 0 && copies > members) {
    const expected = `at most ${members}, the number of brokers`;
    return [{ object, field: 'spec.replicas', expected, received: String(copies) }];
  }
  return insync(object, 'spec.config[min.insync.replicas]', least, copies);
}

/** https://kafka.apache.org/documentation/#topicconfigs_min.insync.replicas */
function insync(object: Manifest, field: string, least: number, copies: number): Finding[] {
  // Who has two copies alone may want both of them.
  if (copies === 0 || least < copies || (least === copies && copies < 3)) return [];
  if (least > copies) return [{ object, field, expected: `at most ${copies}, the replicas`, received: String(least) }];
  const expected = `less than ${copies}, the number of copies: with one broker away, nobody can write`;
  return [{ object, field, answer: 'risk', expected, received: String(least) }];
}

/** The least number of copies, and the number of copies, in the configuration of a cluster. */
const LEAST = [
  ['min.insync.replicas', 'default.replication.factor'],
  ['transaction.state.log.min.isr', 'transaction.state.log.replication.factor'],
] as const;

/** https://cloudnative-pg.io/documentation/current/replication/ */
function ofPostgres(object: Manifest): Finding[] {
  const members = numberAt(object, 'spec', 'instances') ?? 1;
  const standbys = [['minSyncReplicas'], ['postgresql', 'synchronous', 'number']] as const;
  return standbys.flatMap((path) => {
    const copies = numberAt(object, 'spec', ...path);
    if (copies === undefined || copies < members) return [];
    const expected = `less than ${members}, the instances`;
    return [{ object, field: `spec.${path.join('.')}`, expected, received: String(copies) }];
  });
}
