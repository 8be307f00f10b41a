import { describe, expect, test } from '@jest/globals';
import { quorumStarts } from '../../../../lib/checker/rules/availability/quorum-starts';
import { judge } from '../judge';
import { object } from '../workloads';

describe('quorum-starts', () => {
  const cluster = (container: string, policy: string, publish: boolean) =>
    judge(
      quorumStarts,
      `${object('StatefulSet', 'etcd', `${policy} serviceName: peers, replicas: 3, template: { metadata: { labels: { app: etcd } }, spec: { containers: [{ name: etcd, ${container} }] } }`)}
${object('Service', 'peers', `clusterIP: None, publishNotReadyAddresses: ${publish}, selector: { app: etcd }, ports: [{ port: 2380 }]`)}`,
    );
  const peers = (names: string) =>
    `image: "quay.io/coreos/etcd:v3.5.0", command: [etcd], args: ["--initial-cluster=${names}"],`;
  const three = peers('etcd-0=http://etcd-0.peers:2380,etcd-1=http://etcd-1.peers:2380');
  const ready = 'readinessProbe: { httpGet: { path: /health, port: 2381 } }';

  test('finds members that start one after the other, and are ready together', () => {
    expect(cluster(three + ready, '', true)).toEqual([quorumStarts.example]);
    expect(cluster(three + ready, 'podManagementPolicy: Parallel,', true)).toEqual([]);
  });

  test('finds members whose names resolve once they are ready', () => {
    expect(cluster(three + ready, 'podManagementPolicy: Parallel,', false)).toHaveLength(1);
  });

  test('a probe without a quorum, and a single member, start', () => {
    expect(cluster(`${three}readinessProbe: { tcpSocket: { port: 2379 } }`, '', false)).toEqual([]);
    expect(cluster(peers('etcd-0=http://etcd-0.peers:2380') + ready, '', false)).toEqual([]);
  });

  test('RabbitMQ needs its own name, and starts in order', () => {
    const rabbit = (node: string) =>
      `image: rabbitmq, env: [{ name: RABBITMQ_NODENAME, value: "rabbit@${node}" }], readinessProbe: { tcpSocket: { port: 5672 } }`;
    expect(cluster(rabbit('$(POD_NAME).peers.default.svc.cluster.local'), '', false)).toHaveLength(1);
    expect(cluster(rabbit('$(POD_NAME).peers.default.svc.cluster.local'), '', true)).toEqual([]);
    expect(cluster(rabbit('$(POD_NAME)'), '', false)).toEqual([]);
  });

  test.each(['--initial-cluster-state=existing', '--initial-cluster-state=new'])('a member with %s', (option) => {
    const found = cluster(three.replace('"],', `", ${option}],`) + ready, '', true);
    expect(found).toHaveLength(option.endsWith('new') ? 1 : 0);
  });

  test('a member that joins, by its variable, waits for nobody', () => {
    const state = 'env: [{ name: ETCD_INITIAL_CLUSTER_STATE, value: existing }],';
    expect(cluster(three + state + ready, '', true)).toEqual([]);
  });

  test('two members are a cluster, one is none, and a liveness probe gets nobody ready', () => {
    const members = (replicas: string, probe = ready) =>
      judge(
        quorumStarts,
        object(
          'StatefulSet',
          'etcd',
          `${replicas} serviceName: peers, template: { spec: { containers: [{ name: etcd, ${three + probe} }] } }`,
        ),
      );
    expect(members('replicas: 2,')).toHaveLength(1);
    expect(members('replicas: 1,')).toEqual([]);
    expect(members('')).toEqual([]);
    expect(members('replicas: 2,', ready.replace('readiness', 'liveness'))).toEqual([]);
    expect(members('replicas: 2,', ready.replace('readiness', 'startup'))).toHaveLength(1);
    expect(members('replicas: 2,', 'readinessProbe: { exec: { command: [etcdctl, endpoint, health] } }')).toHaveLength(
      1,
    );
  });

  test('says what the Service has', () => {
    expect(cluster(three + ready, 'podManagementPolicy: Parallel,', false)).toEqual([
      'Service default/peers: spec.publishNotReadyAddresses: expected true: pods of StatefulSet default/etcd call each other by names before they are ready, received false [quorum-starts]',
    ]);
    const elsewhere = peers('etcd-0=http://etcd-0.others:2380,etcd-1=http://etcd-1.others:2380') + ready;
    expect(cluster(elsewhere, 'podManagementPolicy: Parallel,', false)).toEqual([]);
  });

  test.each([
    ['apache/kafka', 'KAFKA_CONTROLLER_QUORUM_VOTERS', '1@a:1,2@b:1', '1@a:1', 'tcpSocket: { port: 9092 }'],
    ['apache/kafka', 'KAFKA_CFG_CONTROLLER_QUORUM_VOTERS', '1@a:1,2@b:1', '1@a:1', 'tcpSocket: { port: 9092 }'],
    ['elasticsearch', 'cluster.initial_master_nodes', 'a,b', 'a', 'httpGet: { path: /_cluster/health }'],
    ['opensearch', 'cluster.initial_cluster_manager_nodes', 'a,b', 'a', 'httpGet: { path: /_cluster/health }'],
    ['cockroachdb/cockroach', 'join', 'a,b', 'a', 'httpGet: { path: "/health?ready=1" }'],
    ['consul', 'bootstrap-expect', '3', '1', 'httpGet: { path: /v1/status/leader }'],
    ['minio/minio', 'MINIO_VOLUMES', '/data{0...3}', '/data', 'httpGet: { path: /minio/health/cluster }'],
    ['zookeeper', 'ZOO_SERVERS', 'server.1=a server.2=b', 'server.1=a', 'exec: { command: [zkServer.sh, status] }'],
    ['etcd', 'ETCD_INITIAL_CLUSTER', 'a=b,c=d', 'a=b', 'httpGet: { path: /readyz }'],
  ])('members of %s in %s start together', (image, name, several, one, probe) => {
    const members = (value: string, ready: string) =>
      judge(
        quorumStarts,
        object(
          'StatefulSet',
          'db',
          `replicas: 3, template: { spec: { containers: [{ name: db, image: ${image}, env: [{ name: ${name}, value: "${value}" }], readinessProbe: { ${ready} } }] } }`,
        ),
      );
    expect(members(several, probe)[0]).toContain('spec.podManagementPolicy: expected "Parallel"');
    expect(members(one, probe)).toEqual([]);
    expect(members(several, 'httpGet: { path: /live }')).toHaveLength(image === 'apache/kafka' ? 1 : 0);
  });
  test('members of MongoDB reach each other before there is a primary', () => {
    const mongo = (script: string, probe: string, publish: boolean) =>
      judge(
        quorumStarts,
        object(
          'StatefulSet',
          'mongo',
          `serviceName: peers, replicas: 3, template: { metadata: { labels: { app: mongo } }, spec: { containers: [{ name: mongo, image: "mongo:7", args: [--replSet, rs0], readinessProbe: { exec: { command: [mongosh, --eval, "${probe}"] } } }] } }`,
        ) +
          object(
            'Service',
            'peers',
            `clusterIP: None, publishNotReadyAddresses: ${publish}, selector: { app: mongo }`,
          ) +
          object(
            'Job',
            'init',
            `template: { spec: { containers: [{ name: i, command: [mongosh, --eval, "${script}"] }] } }`,
          ),
      );
    const initiate = "rs.initiate({ members: [{ host: 'mongo-0.peers:27017' }] })";
    expect(mongo(initiate, 'db.hello().isWritablePrimary', false)).toEqual([
      'Service default/peers: spec.publishNotReadyAddresses: expected true: pods of StatefulSet default/mongo call each other by names before they are ready, received false [quorum-starts]',
    ]);
    expect(mongo(initiate, 'db.hello().isWritablePrimary', true)).toEqual([]);
    expect(mongo(initiate, 'db.adminCommand(1)', false)).toEqual([]);
    expect(mongo('rs.status()', 'db.hello().isWritablePrimary', false)).toEqual([]);
  });
});
