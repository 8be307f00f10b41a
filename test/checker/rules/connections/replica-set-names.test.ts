import { describe, expect, test } from '@jest/globals';
import { replicaSetNames } from '../../../../lib/checker/rules/connections/replica-set-names';
import { judge } from '../judge';
import { configMap, deployment, object } from '../workloads';

describe('replica-set-names', () => {
  const servers = `${object('Service', 'mongo', 'clusterIP: None, selector: { app: mongo }, ports: [{ port: 27017 }]')}
${object('StatefulSet', 'mongo', 'serviceName: mongo, template: { metadata: { labels: { app: mongo } }, spec: { containers: [{ name: mongod, image: "mongo:7.0", args: [--replSet, rs0, --bind_ip_all] }] } }')}`;
  const client = (url: string) =>
    judge(replicaSetNames, deployment(`{ name: api, env: [{ name: MONGO_URL, value: "${url}" }] }`) + servers);

  test('finds a client that names another replica set', () => {
    expect(client('mongodb://mongo-0.mongo:27017/shop?replicaSet=rs1')).toEqual([replicaSetNames.example]);
    expect(client('mongodb://mongo-0.mongo:27017/shop?replicaSet=rs0')).toEqual([]);
    expect(client('mongodb://db.example.com:27017/shop?replicaSet=rs1')).toEqual([]);
    expect(client('mongodb://mongo-0.mongo:27017/shop')).toEqual([]);
  });

  test('finds a script that makes another replica set', () => {
    const script = (name: string) =>
      judge(
        replicaSetNames,
        configMap(
          'init',
          `init.js: 'rs.initiate({ _id: "${name}", members: [{ _id: 0, host: "mongo-0.mongo:27017" }] })'`,
        ) + servers,
      );
    expect(script('rs1')).toHaveLength(1);
    expect(script('rs0')).toEqual([]);
  });

  test('finds the replica set of a server that is none', () => {
    const alone = (container: string) =>
      object('Service', 'solo', 'selector: { app: solo }, ports: [{ port: 27017 }]') +
      object(
        'StatefulSet',
        'solo',
        `template: { metadata: { labels: { app: solo } }, spec: { containers: [{ name: mongo, ${container} }] } }`,
      ) +
      deployment('{ name: api, env: [{ name: MONGO_URL, value: "mongodb://solo:27017/shop?replicaSet=rs0" }] }');
    expect(judge(replicaSetNames, alone('image: "mongo:7"'))[0]).toContain('expected no replica set');
    expect(judge(replicaSetNames, alone('image: "mongo:7", args: [--config, /etc/mongod.conf]'))).toEqual([]);
  });
});
