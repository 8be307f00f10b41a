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

  test.each([
    ['apache/kafka', 'KAFKA_BROKER_ID', '1'],
    ['bitnami/kafka', 'KAFKA_CFG_NODE_ID', '1'],
    ['bitnami/kafka', 'KAFKA_CFG_BROKER_ID', '1'],
    ['zookeeper', 'ZOO_MY_ID', '1'],
    ['bitnami/zookeeper', 'ZOO_SERVER_ID', '1'],
    ['confluentinc/cp-zookeeper', 'ZOOKEEPER_SERVER_ID', '1'],
    ['quay.io/coreos/etcd', 'ETCD_NAME', 'node'],
    ['rabbitmq', 'RABBITMQ_NODENAME', 'rabbit@mq'],
    ['elasticsearch', 'node.name', 'node'],
    ['opensearchproject/opensearch', 'node.name', 'node'],
  ])('the members of %s differ in %s', (image, name, value) => {
    expect(set(image, { [name]: value }, '', 2)[0]).toContain(
      `env[${name}].value: expected an id for each of the 2 pods, such as the number at the end of the name, received "${value}" for all`,
    );
  });

  test('finds one name for all members among the arguments', () => {
    expect(set('etcd', {}, ', args: [--name=etcd-0]')).toHaveLength(1);
    expect(set('etcd', {}, ', args: ["--name=$(POD_NAME)"]')).toEqual([]);
  });

  test('says with what a member counts on', () => {
    const voters = (name: string, first: number) => ({
      [name]: `${first}@db-0.kafka:9093,${first + 1}@db-1.kafka:9093`,
    });
    const plusOne = `, command: [bash, -c, "export KAFKA_NODE_ID=$((${number} + 1))"]`;
    const start = (name: string, first: number, script: string) => set('kafka', voters(name, first), script)[0];
    expect(start('KAFKA_CFG_CONTROLLER_QUORUM_VOTERS', 1, byName)).toContain(
      'expected the number at the end of the name + 1, as in the list of members',
    );
    expect(start('KAFKA_CONTROLLER_QUORUM_VOTERS', 0, plusOne)).toContain(
      'expected the number at the end of the name, as in the list of members',
    );
    expect(start('KAFKA_CONTROLLER_QUORUM_VOTERS', 1, plusOne)).toBeUndefined();
    const mixed = { KAFKA_CONTROLLER_QUORUM_VOTERS: '1@db-0.kafka:9093,3@db-1.kafka:9093' };
    expect(set('kafka', mixed, byName)).toEqual([]);
  });

  test('the first managers of an OpenSearch are its pods, or nodes of another set', () => {
    const managers = (names: string) =>
      set('opensearch', { 'cluster.initial_cluster_manager_nodes': names, 'node.name': '$(POD_NAME)' });
    expect(managers('os-0, os-1')[0]).toContain('expected names of pods, such as db-0, received "os-0, os-1"');
    expect(managers('db-0, os-1')).toEqual([]);
    expect(managers('')).toEqual([]);
  });

  test('a name of an etcd that is not that of the pod is compared with nothing', () => {
    const named = (env: Record<string, string>) =>
      set('etcd', { ETCD_INITIAL_CLUSTER: 'a=http://db-0.etcd:2380,b=http://db-1.etcd:2380', ...env });
    expect(named({ ETCD_NAME: '$(POD_NAME)' })[0]).toContain('expected db-0=, the name of the pod');
    expect(named({ ETCD_NAME: '$(MEMBER)' })).toEqual([]);
    expect(named({})).toEqual([]);
  });

  test('a RabbitMQ with a name of its own keeps its data', () => {
    const volume = 'volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }],';
    const rabbit = (image: string, env: string) =>
      judge(
        memberIdentity,
        deployment(`{ name: mq, image: ${image}, env: [${env}] }`).replace('containers:', `${volume} containers:`),
      );
    expect(rabbit('rabbitmq', '')).toEqual([
      'Deployment default/api: spec.template.spec.hostname: expected a fixed name, or RABBITMQ_NODENAME: RabbitMQ keeps its data below the name of the node, received nothing: each pod has another name [member-identity]',
    ]);
    expect(rabbit('rabbitmq', '{ name: RABBITMQ_NODENAME, value: rabbit@mq }')).toEqual([]);
    expect(rabbit('rabbitmq', '{ name: RABBITMQ_NODENAME, value: rabbit }')).toHaveLength(1);
    expect(rabbit('redis', '')).toEqual([]);
  });

  test('finds two dots in the command of MinIO, and in its setting', () => {
    const twoDots = 'expected three dots between the first and the last number, as in {0...3}';
    expect(set('minio', {}, ', command: [minio, server, "/data{1..4}"]')[0]).toContain(twoDots);
    expect(set('minio', { MINIO_VOLUMES: '/data{1..4}' })[0]).toContain(`env[MINIO_VOLUMES].value: ${twoDots}`);
    expect(set('minio', { NOTE: '/data{1..4}' })).toEqual([]);
    expect(set('nginx', {}, ', args: ["/data{1..4}"]')).toEqual([]);
  });

  test('finds one id of the list that its pod does not have', () => {
    const voters = (first: number) => ({
      KAFKA_CONTROLLER_QUORUM_VOTERS: `${first}@db-0.kafka:9093,1@db-1.kafka:9093,2@db-2.kafka:9093`,
    });
    expect(set('apache/kafka', voters(3), byName)).toEqual([
      expect.stringContaining('expected 0 for pod 0, the id that KAFKA_NODE_ID has there, received "3"'),
    ]);
    expect(set('apache/kafka', voters(0), byName)).toEqual([]);
  });
});
