import { describe, expect, test } from '@jest/globals';
import { operatedCopiesFit } from '../../../../lib/checker/rules/availability/operated-copies-fit';
import { judge, weights } from '../judge';

describe('operated-copies-fit', () => {
  test('finds more synchronous standbys than there are', () => {
    const cluster = (number: number) =>
      judge(
        operatedCopiesFit,
        `{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: db }, spec: { instances: 3, minSyncReplicas: ${number} } }`,
      );
    expect(cluster(3)).toEqual([operatedCopiesFit.example]);
    expect(cluster(2)).toEqual([]);
  });

  const strimzi = 'apiVersion: kafka.strimzi.io/v1beta2';
  const pool = (replicas: number) =>
    `---\n{ ${strimzi}, kind: KafkaNodePool, metadata: { name: pool, labels: { strimzi.io/cluster: kafka } }, spec: { replicas: ${replicas}, roles: [broker] } }\n`;
  const kafka = (factor: number) =>
    `---\n{ ${strimzi}, kind: Kafka, metadata: { name: kafka }, spec: { kafka: { config: { default.replication.factor: ${factor} } } } }\n`;
  const topic = (copies: number, least: number) =>
    `---\n{ ${strimzi}, kind: KafkaTopic, metadata: { name: t, labels: { strimzi.io/cluster: kafka } }, spec: { replicas: ${copies}, config: { min.insync.replicas: ${least} } } }\n`;

  test('finds a cluster, or a topic, with more copies than the pools have brokers', () => {
    expect(judge(operatedCopiesFit, pool(2) + kafka(3))).toHaveLength(1);
    expect(judge(operatedCopiesFit, pool(3) + kafka(3))).toEqual([]);
    expect(judge(operatedCopiesFit, pool(2) + kafka(2) + topic(3, 2))).toHaveLength(1);
    expect(judge(operatedCopiesFit, pool(2) + kafka(2) + topic(2, 2))).toEqual([]);
  });

  test('finds a topic with fewer copies than a writer waits for', () => {
    expect(judge(operatedCopiesFit, topic(1, 2))).toHaveLength(1);
  });

  const brokers = (replicas: number, config: string) =>
    `---\n{ ${strimzi}, kind: Kafka, metadata: { name: kafka }, spec: { kafka: { replicas: ${replicas}, config: { ${config} } } } }\n`;

  test.each(['offsets.topic', 'transaction.state.log', 'default'])(
    'the brokers of a cluster without pools hold the copies of %s',
    (name) => {
      const copies = (number: number) => judge(operatedCopiesFit, brokers(2, `${name}.replication.factor: ${number}`));
      expect(copies(3)).toEqual([
        `Kafka default/kafka: spec.kafka.config[${name}.replication.factor]: expected at most 2, the number of brokers, received 3 [operated-copies-fit]`,
      ]);
      expect(copies(2)).toEqual([]);
      expect(judge(operatedCopiesFit, brokers(0, `${name}.replication.factor: 3`))).toEqual([]);
    },
  );

  test('a pool of another cluster, or of controllers, holds no copies', () => {
    const other = pool(3).replace('strimzi.io/cluster: kafka', 'strimzi.io/cluster: other');
    const controllers = pool(3).replace('[broker]', '[controller]').replace('name: pool', 'name: c');
    const elsewhere = pool(3).replace('name: pool', 'name: pool, namespace: other');
    for (const none of [other, controllers, elsewhere]) {
      expect(judge(operatedCopiesFit, pool(1).replace('name: pool', 'name: a') + none + kafka(2))).toHaveLength(1);
    }
  });

  test('says where a topic has too many copies, or too few', () => {
    expect(judge(operatedCopiesFit, pool(2) + kafka(2) + topic(3, 2))[0]).toContain(
      'spec.replicas: expected at most 2',
    );
    expect(judge(operatedCopiesFit, topic(1, 2))[0]).toContain(
      'spec.config[min.insync.replicas]: expected at most 1, the replicas, received 2',
    );
    expect(judge(operatedCopiesFit, topic(0, 2))).toEqual([]);
    expect(judge(operatedCopiesFit, topic(3, 2))).toEqual([]);
  });

  test('a database of one instance has no standby', () => {
    const cluster = (spec: string, apiVersion = 'postgresql.cnpg.io/v1') =>
      judge(
        operatedCopiesFit,
        `{ apiVersion: ${apiVersion}, kind: Cluster, metadata: { name: db }, spec: { ${spec} } }`,
      );
    expect(cluster('postgresql: { synchronous: { number: 1 } }')[0]).toContain(
      'spec.postgresql.synchronous.number: expected less than 1, the instances, received 1',
    );
    expect(cluster('instances: 1')).toEqual([]);
    expect(cluster('instances: 1, minSyncReplicas: 1', 'cluster.x-k8s.io/v1beta1')).toEqual([]);
  });
  test('finds a topic, or a cluster, of which no copy may be away', () => {
    expect(weights(operatedCopiesFit, topic(3, 3))).toEqual(['risk']);
    expect(judge(operatedCopiesFit, topic(3, 2))).toEqual([]);
    const config = (isr: number) =>
      `---\n{ ${strimzi}, kind: Kafka, metadata: { name: kafka }, spec: { kafka: { config: { transaction.state.log.min.isr: ${isr}, transaction.state.log.replication.factor: 3 } } } }\n`;
    expect(judge(operatedCopiesFit, config(3))).toEqual([
      'Kafka default/kafka: spec.kafka.config[transaction.state.log.min.isr]: expected less than 3, the number of copies: with one broker away, nobody can write, received 3 [operated-copies-fit]',
    ]);
    expect(judge(operatedCopiesFit, config(2))).toEqual([]);
  });
});
