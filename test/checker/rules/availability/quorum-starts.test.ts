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
