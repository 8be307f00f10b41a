import { describe, expect, test } from '@jest/globals';
import { settingsAgree } from '../../../../lib/checker/rules/availability/settings-agree';
import { judge } from '../judge';
import { configMap, deployment, object } from '../workloads';

describe('settings-agree', () => {
  const kafka = (least: number, copies: number) =>
    judge(
      settingsAgree,
      object(
        'StatefulSet',
        'db',
        `replicas: 3, template: { spec: { containers: [{ name: db, image: apache/kafka, env: [{ name: KAFKA_MIN_INSYNC_REPLICAS, value: "${least}" }, { name: KAFKA_DEFAULT_REPLICATION_FACTOR, value: "${copies}" }] }] } }`,
      ),
    );

  test('finds copies of which none may be away', () => {
    expect(kafka(3, 3)).toEqual([settingsAgree.example]);
    expect(kafka(2, 3)).toEqual([]);
    expect(kafka(1, 1)).toEqual([]);
  });

  test('finds more data than the disk holds', () => {
    const prometheus = (size: string) =>
      judge(
        settingsAgree,
        object(
          'StatefulSet',
          'db',
          `volumeClaimTemplates: [{ metadata: { name: data }, spec: { resources: { requests: { storage: 100Gi } } } }], template: { spec: { containers: [{ name: db, args: ["--storage.tsdb.retention.size=${size}"], volumeMounts: [{ name: data, mountPath: /prometheus }] }] } }`,
        ),
      );
    expect(prometheus('200GB')).toHaveLength(1);
    expect(prometheus('80GB')).toEqual([]);
  });

  test('finds more connections than the database takes', () => {
    const db = object(
      'StatefulSet',
      'db',
      'template: { spec: { containers: [{ name: db, image: postgres, args: [-c, max_connections=200] }] } }',
    );
    const api = (size: number) =>
      judge(
        settingsAgree,
        deployment(`{ name: api, env: [{ name: DB_POOL_SIZE, value: "${size}" }] }`, 'replicas: 4') + db,
      );
    expect(api(80)).toHaveLength(1);
    expect(api(50)).toEqual([]);
  });

  test('finds connections of a database.yml beyond those of the server', () => {
    const rails = (most: number) =>
      judge(
        settingsAgree,
        configMap('rails', 'database.yml: "production: { pool: 10 }"') +
          object(
            'Deployment',
            'web',
            'replicas: 2, template: { spec: { containers: [{ name: web, volumeMounts: [{ name: c, mountPath: /app/config/database.yml, subPath: database.yml }] }], volumes: [{ name: c, configMap: { name: rails } }] } }',
          ) +
          object(
            'StatefulSet',
            'db',
            `template: { spec: { containers: [{ name: db, image: "postgres:16", args: [-c, max_connections=${most}] }] } }`,
          ),
      );
    expect(rails(5)).toHaveLength(1);
    expect(rails(100)).toEqual([]);
  });

  test.each(['KAFKA_CFG_MIN_INSYNC_REPLICAS', 'min.insync.replicas'])('compares %s with the brokers', (name) => {
    const brokers = (least: number, replicas: number) =>
      judge(
        settingsAgree,
        object(
          'StatefulSet',
          'db',
          `replicas: ${replicas}, template: { spec: { containers: [{ name: db, image: kafka, env: [{ name: ${name}, value: "${least}" }] }] } }`,
        ),
      );
    expect(brokers(2, 2)[0]).toContain('expected less than 2, the number of copies');
    expect(brokers(2, 3)).toEqual([]);
    expect(brokers(1, 1)).toEqual([]);
  });

  const keeps = (setting: string, claims: readonly string[], volumes: readonly string[] = claims) =>
    judge(
      settingsAgree,
      object(
        'StatefulSet',
        'db',
        `volumeClaimTemplates: [${claims.map((name) => `{ metadata: { name: ${name} }, spec: { resources: { requests: { storage: 1Gi } } } }`)}], template: { spec: { containers: [{ name: db, args: ["--${setting}"], volumeMounts: [${volumes.map((name) => `{ name: ${name}, mountPath: /${name} }`)}] }] } }`,
      ),
    );

  test.each([
    'storage.tsdb.retention.size=1GB',
    'max_file_store=1G',
    'storageDataRetentionSize=1024MiB',
    'retention.maxDiskSpaceUsageBytes=1073741824',
  ])('%s takes all of a disk of 1Gi', (setting) => {
    expect(keeps(setting, ['data'])[0]).toContain('expected less than "1Gi", the size of the claim');
    expect(keeps(setting.replace(/[1-9]/, '0'), ['data'])).toEqual([]);
    expect(keeps(setting, ['data', 'wal'])).toEqual([]);
    expect(keeps(setting, ['data', 'wal'], ['data'])).toHaveLength(1);
    expect(keeps(setting, ['data'], ['config'])).toEqual([]);
    expect(keeps(setting, ['data'], ['config', 'data'])).toHaveLength(1);
  });

  const client = (pool: string, kind = 'Deployment') =>
    object(
      kind,
      'api',
      `replicas: 4, template: { spec: { containers: [{ name: api, env: [{ name: DB_POOL_SIZE, value: "${pool}" }] }] } }`,
    );
  const server = (name: string, most: number, image = 'postgres', option = 'max_connections') =>
    object(
      'StatefulSet',
      name,
      `template: { spec: { containers: [{ name: db, image: ${image}, args: ["--${option}=${most}"] }] } }`,
    );

  test('shares the connections of a MySQL among the pods', () => {
    expect(judge(settingsAgree, client('30') + server('db', 100, 'mysql', 'max-connections'))).toEqual([
      'Deployment default/api: spec.template.spec.containers[api].env[DB_POOL_SIZE].value: expected at most 25 for each pod: the server takes 100 connections, received 30, 120 for all pods [settings-agree]',
    ]);
  });

  test.each([
    ['servers of different sizes', client('80') + server('a', 100) + server('b', 200)],
    ['a Job', client('80', 'Job') + server('db', 100)],
    ['a server without a number', client('80') + server('db', 100, 'postgres', 'fsync')],
    ['the connections of another program', client('80') + server('db', 100, 'pgbouncer')],
    ['a pool of none', client('0') + server('db', 0)],
    ['a setting "pool" elsewhere', client('80').replace('DB_POOL_SIZE', 'pool') + server('db', 100)],
    ['a pool without a number', client('many') + server('db', 100)],
  ])('accepts %s', (_, yaml) => {
    expect(judge(settingsAgree, yaml)).toEqual([]);
  });

  test('shares the connections of a server among the pods of PgBouncer', () => {
    const pooler = (lines: string, file = 'pgbouncer.ini', image = 'edoburu/pgbouncer:1', kind = 'Secret') =>
      judge(
        settingsAgree,
        `---\n${JSON.stringify({ apiVersion: 'v1', kind, metadata: { name: 'pool' }, [kind === 'Secret' ? 'stringData' : 'data']: { [file]: lines } })}\n` +
          server('db', 100) +
          object(
            'Deployment',
            'pool',
            `replicas: 2, template: { spec: { volumes: [{ name: c, ${kind === 'Secret' ? 'secret: { secretName: pool }' : 'configMap: { name: pool }'} }], containers: [{ name: p, image: "${image}", volumeMounts: [{ name: c, mountPath: /etc/pgbouncer }] }] } }`,
          ),
      );
    expect(pooler('default_pool_size = 60')).toEqual([
      'Secret default/pool: stringData[pgbouncer.ini]: expected default_pool_size of at most 50 for each pod: the server takes 100 connections, received 60, 120 for all pods [settings-agree]',
    ]);
    expect(pooler('default_pool_size = 60', undefined, undefined, 'ConfigMap')).toHaveLength(1);
    expect(pooler('default_pool_size = 50')).toEqual([]);
    expect(pooler('default_pool_size = 60\nmax_db_connections = 40')).toEqual([]);
    expect(pooler('shop = host=db pool_size=10\ndefault_pool_size = 60')).toEqual([]);
    expect(pooler('default_pool_size = 60', 'notes.txt')).toEqual([]);
    expect(pooler('default_pool_size = 60', undefined, 'acme/api:1')).toEqual([]);
  });

  test('reads the connections of a database of CloudNativePG in the namespace', () => {
    const cluster = (namespace: string, apiVersion = 'postgresql.cnpg.io/v1') =>
      `---\n{ apiVersion: ${apiVersion}, kind: Cluster, metadata: { name: db${namespace} }, spec: { postgresql: { parameters: { max_connections: "100" } } } }\n`;
    expect(judge(settingsAgree, client('30') + cluster(''))[0]).toContain('the server takes 100 connections');
    expect(judge(settingsAgree, client('30') + cluster(', namespace: other'))).toEqual([]);
    expect(judge(settingsAgree, client('30') + cluster('', 'cluster.x-k8s.io/v1'))).toEqual([]);
  });
});
