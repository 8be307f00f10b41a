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

  describe('a client', () => {
    const server = (name: string, image: string, kind = 'StatefulSet') =>
      object(kind, name, `replicas: 3, template: { spec: { containers: [{ name: n, image: "${image}" }] } }`);
    const client = (variable: string, value: string, url = 'nats://nats.default.svc:4222') =>
      object(
        'Deployment',
        'api',
        `template: { spec: { containers: [{ name: a, image: api, env: [{ name: ${variable}, value: "${value}" }, { name: URL, value: "${url}" }] }] } }`,
      );
    const nats = server('nats', 'nats:2.10');
    const found = (...yaml: string[]) => judge(copiesFitMembers, yaml.join(''));

    test('asks for no more copies than there are servers', () => {
      expect(found(nats, client('STREAM_REPLICAS', '5'))).toEqual([
        expect.stringContaining('expected at most 3, the number of servers of NATS, received 5'),
      ]);
      expect(
        found(server('kafka', 'apache/kafka:3.8.0'), client('TOPIC_REPLICATION_FACTOR', '4', 'kafka:9092')),
      ).toHaveLength(1);
    });

    test.each([
      ['as many copies as servers', nats, client('STREAM_REPLICAS', '3')],
      ['replicas of something else', nats, client('API_REPLICAS', '5')],
      ['servers elsewhere', nats, client('STREAM_REPLICAS', '5', 'nats://mq.example.com:4222')],
      ['two clusters', nats + server('nats-b', 'nats:2.10'), client('STREAM_REPLICAS', '5')],
      ['no cluster', client('STREAM_REPLICAS', '5')],
      ['servers of a Deployment', server('nats', 'nats:2.10', 'Deployment'), client('STREAM_REPLICAS', '5')],
    ])('may ask for %s', (_, ...yaml) => {
      expect(found(...yaml)).toEqual([]);
    });
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

  test.each([
    ['redis-sentinel', 'REDIS_SENTINEL_QUORUM', 'sentinels'],
    ['kafka', 'KAFKA_DEFAULT_REPLICATION_FACTOR', 'brokers'],
    ['nomad', 'bootstrap_expect', 'servers'],
    ['rabbitmq', 'cluster_formation.target_cluster_size_hint', 'nodes'],
  ])('a %s has no more copies in %s than %s', (image, setting, members) => {
    const told = (number: string, kind = 'StatefulSet', more = '') =>
      judge(
        copiesFitMembers,
        object(
          kind,
          'db',
          `replicas: 3, template: { spec: { ${more} containers: [{ name: db, image: ${image}, env: [{ name: ${setting}, value: "${number}" }] }] } }`,
        ),
      );
    expect(told('4')[0]).toContain(`env[${setting}].value: expected at most 3, the number of ${members}, received 4`);
    expect(told('3')).toEqual([]);
    expect(told('4', 'Job')).toEqual([]);
    expect(told('4', 'DaemonSet')).toEqual([]);
    const first = `initContainers: [{ name: i, image: ${image}, env: [{ name: ${setting}, value: "4" }] }],`;
    expect(told('3', 'StatefulSet', first)).toEqual([]);
    expect(
      judge(
        copiesFitMembers,
        object(
          'Deployment',
          'api',
          `template: { spec: { containers: [{ name: api, image: api, env: [{ name: ${setting}, value: "4" }] }] } }`,
        ),
      ),
    ).toEqual([]);
  });

  const line = (command: string, image = 'bitnami/kafka', field = 'command') =>
    judge(
      copiesFitMembers,
      object(
        'Job',
        'topics',
        `template: { spec: { containers: [{ name: t, image: ${image}, ${field}: [sh, -c, "${command}"] }] } }`,
      ) +
        object(
          'StatefulSet',
          'kafka',
          'replicas: 2, template: { spec: { containers: [{ name: k, image: apache/kafka }] } }',
        ),
    );

  test('a script makes no more copies of a topic than there are brokers', () => {
    expect(line('kafka-topics --replication-factor 3')[0]).toContain(
      'containers[t].command: expected at most 2 copies, the number of brokers, received 3',
    );
    expect(line('kafka-topics --replication-factor=3', 'redpanda', 'args')[0]).toContain('containers[t].args: ');
    expect(line('kafka-topics --replication-factor 2 --config min.insync.replicas=2')).toEqual([]);
    expect(line('kafka-topics --replication-factor 3', 'mysql')).toEqual([]);
    expect(line('kafka-topics --replication-factor 3\\nkafka-topics --replication-factor 4')).toHaveLength(1);
  });

  test('a sentinel of a shell votes among the sentinels', () => {
    const started = (image: string, quorum: number, replicas = 3) =>
      judge(
        copiesFitMembers,
        object(
          'StatefulSet',
          's',
          `replicas: ${replicas}, template: { spec: { containers: [{ name: s, image: ${image}, command: [sh, -c, "echo sentinel monitor main redis-0 6379 ${quorum} > /tmp/sentinel.conf; redis-server /tmp/sentinel.conf --sentinel"] }, { name: exporter, image: exporter }] } }`,
        ),
      );
    expect(started('redis', 4)[0]).toContain(
      'containers[s].command: expected a quorum of at most 3, the number of sentinels, received 4',
    );
    expect(started('valkey/valkey', 4)).toHaveLength(1);
    expect(started('redis', 3)).toEqual([]);
    expect(started('busybox', 4)).toEqual([]);
    expect(started('redis', 1, 0)).toEqual([]);
  });

  test('a Redis on its own, and another program, wait for nobody', () => {
    const waits = (kind: string, image: string, replicas: number) =>
      judge(
        copiesFitMembers,
        object(
          kind,
          'r',
          `replicas: ${replicas}, template: { spec: { containers: [{ name: r, image: ${image}, args: [--min-replicas-to-write, "2"] }] } }`,
        ),
      );
    expect(waits('StatefulSet', 'redis', 2)[0]).toContain('expected less than 2, the number of servers, received 2');
    expect(waits('StatefulSet', 'redis', 1)).toEqual([]);
    expect(waits('StatefulSet', 'proxy', 2)).toEqual([]);
    expect(waits('Deployment', 'redis', 2)).toEqual([]);
  });
});
