import { describe, expect, test } from '@jest/globals';
import { memberIdentity } from '../../../../lib/checker/rules/availability/member-identity';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('member-identity', () => {
  const number = ['$', '{HOSTNAME##*-}'].join('');
  const byName = `, command: [bash, -c, "export KAFKA_NODE_ID=${number}"]`;
  const set = (image: string, env: Readonly<Record<string, string>>, more = '', replicas = 3) => {
    const list = Object.entries(env).map(([name, value]) => `{ name: ${name}, value: ${JSON.stringify(value)} }`);
    return judge(
      memberIdentity,
      object(
        'StatefulSet',
        'db',
        `replicas: ${replicas}, template: { spec: { containers: [{ name: db, image: ${image}, env: [${list}] ${more} }] } }`,
      ),
    );
  };

  test('finds one id for all members', () => {
    expect(set('apache/kafka', { KAFKA_NODE_ID: '1' })).toEqual([memberIdentity.example]);
    expect(set('apache/kafka', { KAFKA_NODE_ID: '1' }, '', 1)).toEqual([]);
    expect(set('apache/kafka', { KAFKA_NODE_ID: '1' }, byName)).toEqual([]);
    expect(set('shop/api', { KAFKA_NODE_ID: '1' })).toEqual([]);
    expect(set('rabbitmq', { RABBITMQ_NODENAME: 'rabbit' })).toEqual([]);
  });

  test('finds ids that are not those of the list', () => {
    const start = (sum: string) => `, command: [bash, -c, "export ZOO_MY_ID=$((${number}${sum}))"]`;
    const servers = { ZOO_SERVERS: 'server.1=db-0.zk:2888:3888;2181 server.2=db-1.zk:2888:3888;2181' };
    expect(set('zookeeper', servers, start(''))).toHaveLength(1);
    expect(set('zookeeper', servers, start(' + 1'))).toEqual([]);
    const voters = { KAFKA_CONTROLLER_QUORUM_VOTERS: '1@db-0.kafka:9093,2@db-1.kafka:9093' };
    expect(set('apache/kafka', voters, byName)).toHaveLength(1);
    expect(set('apache/kafka', { KAFKA_CONTROLLER_QUORUM_VOTERS: '0@db-0.kafka:9093' }, byName)).toEqual([]);
  });

  test('finds nodes of the first election that no pod is named as', () => {
    const nodes = (names: string, more = {}) =>
      set('elasticsearch', { 'cluster.initial_master_nodes': names, ...more });
    expect(nodes('es-0,es-1')).toHaveLength(1);
    expect(nodes('db-0,db-1,db-2')).toEqual([]);
    expect(nodes('es-0', { 'node.name': 'es-$(INDEX)' })).toEqual([]);
  });

  test('finds a RabbitMQ whose data belong to a name that passes', () => {
    const claim = 'volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]';
    const rabbit = (pod: string) =>
      judge(
        memberIdentity,
        deployment('{ name: mq, image: "rabbitmq:3-management" }').replace('containers:', `${pod} containers:`),
      );
    expect(rabbit(`${claim},`)).toHaveLength(1);
    expect(rabbit(`hostname: rabbit, ${claim},`)).toEqual([]);
    expect(rabbit('')).toEqual([]);
  });

  test('finds the end of names that no pod has', () => {
    const suffix = (value: string) =>
      judge(
        memberIdentity,
        `
{ apiVersion: apps/v1, kind: StatefulSet, metadata: { name: mq }, spec: { serviceName: mq-nodes, template: { metadata: { labels: { app: mq } }, spec: { containers: [{ name: mq, env: [{ name: HOST_SUFFIX, value: ${value} }] }] } } } }
---
{ apiVersion: v1, kind: Service, metadata: { name: mq-nodes }, spec: { clusterIP: None, selector: { app: mq } } }
---
{ apiVersion: v1, kind: Service, metadata: { name: mq }, spec: { selector: { app: mq } } }
`,
      );
    expect(suffix('.mq.default.svc.cluster.local')).toHaveLength(1);
    expect(suffix('.mq-nodes.default.svc.cluster.local')).toEqual([]);
    expect(suffix('.example.com')).toEqual([]);
  });

  test('finds a list of servers with two dots', () => {
    const minio = (dots: string) => set('minio/minio', {}, `, args: [server, "http://minio-{0${dots}3}.minio/data"]`);
    expect(minio('..')).toHaveLength(1);
    expect(minio('...')).toEqual([]);
  });

  test('reads the id that a mounted script exports', () => {
    const script = (sum: string) =>
      judge(
        memberIdentity,
        `---\n${JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'zk' }, data: { 'start.sh': `export ZOO_MY_ID=$(( ${number}${sum} ))` } })}` +
          object(
            'StatefulSet',
            'db',
            'replicas: 3, template: { spec: { containers: [{ name: db, image: zookeeper, command: [bash, /s/start.sh], env: [{ name: ZOO_SERVERS, value: "server.1=db-0.zk:2888:3888;2181 server.2=db-1.zk:2888:3888;2181" }], volumeMounts: [{ name: s, mountPath: /s }] }], volumes: [{ name: s, configMap: { name: zk } }] } }',
          ),
      );
    expect(script('')).toHaveLength(1);
    expect(script(' + 1')).toEqual([]);
  });

  test('finds a member of the list with another name than its pod', () => {
    const etcd = (name: string) =>
      judge(
        memberIdentity,
        object(
          'StatefulSet',
          'etcd',
          `replicas: 2, template: { spec: { containers: [{ name: etcd, image: etcd, args: ["--name=$(POD_NAME)", "--initial-cluster=etcd-0=http://etcd-0.etcd:2380,${name}=http://etcd-1.etcd:2380"] }] } }`,
        ),
      );
    expect(etcd('etcd-3')[0]).toContain('expected etcd-1=, the name of the pod at the address, received "etcd-3"');
    expect(etcd('etcd-1')).toEqual([]);
  });
});
