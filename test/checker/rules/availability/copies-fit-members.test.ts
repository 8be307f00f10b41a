import { describe, expect, test } from '@jest/globals';
import { copiesFitMembers } from '../../../../lib/checker/rules/availability/copies-fit-members';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('copies-fit-members', () => {
  const sentinel = (quorum: number, more = '') =>
    judge(
      copiesFitMembers,
      configMap('redis', `sentinel.conf: "port 26379\\nsentinel monitor main redis-0 6379 ${quorum}"`) +
        object(
          'StatefulSet',
          'sentinel',
          'replicas: 3, template: { spec: { containers: [{ name: s, image: "redis:7", command: [redis-sentinel, /conf/sentinel.conf], volumeMounts: [{ name: c, mountPath: /conf }] }], volumes: [{ name: c, configMap: { name: redis } }] } }',
        ) +
        more,
    );

  test('finds a quorum above the number of sentinels', () => {
    expect(sentinel(4)).toEqual([copiesFitMembers.example]);
    expect(sentinel(2)).toEqual([]);
    const server = object(
      'StatefulSet',
      'redis',
      'replicas: 3, template: { spec: { containers: [{ name: r, image: "redis:7", command: [sh, -c, "redis-cli -h redis-sentinel -p 26379 ping; redis-server"] }] } }',
    );
    expect(sentinel(4, server)).toHaveLength(1);
  });

  const topic = (copies: number, least: number) =>
    judge(
      copiesFitMembers,
      object(
        'Job',
        'topics',
        `template: { spec: { containers: [{ name: t, image: "apache/kafka:3.8.0", command: [sh, -c, "kafka-topics.sh --create --topic a --replication-factor ${copies} --config min.insync.replicas=${least}"] }] } }`,
      ),
    );

  test('finds a topic with fewer copies than a writer waits for', () => {
    expect(topic(1, 2)).toHaveLength(1);
    expect(topic(3, 2)).toEqual([]);
    expect(topic(3, 3)).toHaveLength(1);
    expect(topic(2, 2)).toEqual([]);
  });

  test('finds a factor above the number of brokers', () => {
    const kafka = (replicas: number) =>
      judge(
        copiesFitMembers,
        object(
          'StatefulSet',
          'kafka',
          `replicas: ${replicas}, template: { spec: { containers: [{ name: kafka, image: "apache/kafka:3.8.0", env: [{ name: KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR, value: "3" }] }] } }`,
        ),
      );
    expect(kafka(1)).toHaveLength(1);
    expect(kafka(3)).toEqual([]);
  });

  test('the members of a cluster may be pods of several workloads', () => {
    const zone = (name: string) =>
      object(
        'StatefulSet',
        name,
        'replicas: 1, template: { spec: { containers: [{ name: kafka, image: "apache/kafka:3.8.0", env: [{ name: KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR, value: "3" }] }] } }',
      );
    expect(judge(copiesFitMembers, zone('a') + zone('b'))).toHaveLength(2);
    expect(judge(copiesFitMembers, zone('a') + zone('b') + zone('c'))).toEqual([]);
  });

  test('clients of a DaemonSet are no members', () => {
    const agents = object(
      'DaemonSet',
      'agent',
      'template: { spec: { containers: [{ name: a, image: "hashicorp/consul:1.20", args: [agent] }] } }',
    );
    const servers = (number: number) =>
      object(
        'StatefulSet',
        'consul',
        `replicas: 3, template: { spec: { containers: [{ name: c, image: "hashicorp/consul:1.20", args: [agent, -server, -bootstrap-expect=${number}] }] } }`,
      );
    expect(judge(copiesFitMembers, agents + servers(4))).toHaveLength(1);
    expect(judge(copiesFitMembers, agents + servers(3))).toEqual([]);
  });

  test('finds a writer that waits for more copies than there are other servers', () => {
    const redis = (number: number) =>
      judge(
        copiesFitMembers,
        object(
          'StatefulSet',
          'redis',
          `replicas: 3, template: { spec: { containers: [{ name: r, image: "redis:7", args: [--min-replicas-to-write, "${number}"] }] } }`,
        ),
      );
    expect(redis(3)).toHaveLength(1);
    expect(redis(2)).toEqual([]);
  });
});
