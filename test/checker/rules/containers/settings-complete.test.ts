import { describe, expect, test } from '@jest/globals';
import { settingsComplete } from '../../../../lib/checker/rules/containers/settings-complete';
import { judge } from '../judge';
import { database, deployment } from '../workloads';

describe('settings-complete', () => {
  const env = (image: string, values: Readonly<Record<string, string>>, more = '') =>
    judge(
      settingsComplete,
      deployment(
        `{ name: api, image: "${image}", env: [${Object.entries(values)
          .map(([name, value]) => `{ name: ${name}, value: "${value}" }`)
          .join()}] ${more} }`,
      ),
    );

  test('finds a queue without an address', () => {
    expect(env('n8nio/n8n:1', { EXECUTIONS_MODE: 'queue' })[0]).toContain('expected QUEUE_BULL_REDIS_HOST');
    expect(env('n8nio/n8n:1', { EXECUTIONS_MODE: 'queue', QUEUE_BULL_REDIS_HOST: 'redis' })).toEqual([]);
    expect(env('n8nio/n8n:1', { EXECUTIONS_MODE: 'regular' })).toEqual([]);
    expect(env('n8nio/n8n:1', { EXECUTIONS_MODE: 'queue' }, ', envFrom: [{ secretRef: { name: other } }]')).toEqual([]);
  });

  test('finds Keycloak without HTTP and without a certificate', () => {
    const keycloak = (values: Readonly<Record<string, string>>, command = 'start') =>
      env('quay.io/keycloak/keycloak:26.0', values, `, args: [${command}]`);
    expect(keycloak({})).toHaveLength(1);
    expect(keycloak({ KC_HTTP_ENABLED: 'false' })).toHaveLength(1);
    expect(keycloak({ KC_HTTP_ENABLED: 'true' })).toEqual([]);
    expect(keycloak({ KC_PROXY: 'edge' })).toEqual([]);
    expect(keycloak({}, 'start-dev')).toEqual([]);
  });

  test('finds an executor without a broker and without a worker', () => {
    expect(
      env('apache/airflow:2.10.2', { AIRFLOW__CORE__EXECUTOR: 'CeleryExecutor' }, ', args: [scheduler]'),
    ).toHaveLength(2);
    expect(env('apache/airflow:2.10.2', { AIRFLOW__CORE__EXECUTOR: 'LocalExecutor' }, ', args: [scheduler]')).toEqual(
      [],
    );
  });

  const db = (container: string) => judge(settingsComplete, database(container));

  test('finds a database without the password for its first start', () => {
    expect(db('image: "postgres:16", env: [{ name: POSTGRES_PASS, value: x }]')).toEqual([settingsComplete.example]);
    expect(db('image: "mysql:8", args: [--max-connections=200]')).toHaveLength(1);
    expect(db('image: "mongo:7", env: [{ name: MONGO_INITDB_ROOT_USERNAME, value: x }]')).toHaveLength(1);
    expect(db('image: "influxdb:2", env: [{ name: DOCKER_INFLUXDB_INIT_MODE, value: setup }]')).toHaveLength(4);
  });

  test.each([
    ['a file', 'image: "postgres:16", env: [{ name: POSTGRES_PASSWORD_FILE, value: /run/db }]'],
    ['a server without passwords', 'image: "postgres:16", env: [{ name: POSTGRES_HOST_AUTH_METHOD, value: trust }]'],
    ['a server without the script of the image', 'image: "postgres:16", command: [postgres]'],
    ['a client', 'image: "postgres:16", command: [pg_dump, -h, db]'],
    ['a Secret that somebody else makes', 'image: "postgres:16", envFrom: [{ secretRef: { name: db } }]'],
    ['an image of another maker', 'image: "acme/postgres:16"'],
    ['a server of MongoDB without accounts', 'image: "mongo:7"'],
  ])('accepts %s', (_, container) => {
    expect(db(container)).toEqual([]);
  });

  test('finds a server that a program leaves alone, since its database stays in the container', () => {
    const host = { MB_DB_HOST: 'db', MB_DB_USER: 'metabase' };
    expect(env('metabase/metabase:v0.50', { ...host, MB_DB_TYPE: 'h2' })).toHaveLength(1);
    expect(env('metabase/metabase:v0.50', host)).toHaveLength(1);
    expect(env('metabase/metabase:v0.50', { ...host, MB_DB_TYPE: 'postgres' })).toEqual([]);
    expect(env('metabase/metabase:v0.50', { MB_DB_TYPE: 'h2' })).toEqual([]);
    expect(env('n8nio/n8n:1', { DB_POSTGRESDB_HOST: 'db' })).toHaveLength(1);
  });

  const n8n = (pod: string, container: string, more = '') =>
    judge(
      settingsComplete,
      `---\n{ apiVersion: v1, kind: Pod, metadata: { name: n8n }, spec: { ${pod} containers: [{ name: n8n, image: n8nio/n8n, env: [{ name: EXECUTIONS_MODE, value: queue }] ${container} }] } }\n` +
        more,
    );
  const mount = ', volumeMounts: [{ name: c, mountPath: /c }]';

  test.each([
    ['a Secret', 'volumes: [{ name: c, secret: { secretName: s } }],', mount, 0],
    ['a Secret that is not mounted', 'volumes: [{ name: c, secret: { secretName: s } }],', '', 1],
    ['a ConfigMap of elsewhere', 'volumes: [{ name: c, configMap: { name: s } }],', mount, 0],
    ['a ConfigMap of the bundle', 'volumes: [{ name: c, configMap: { name: known } }],', mount, 1],
    ['several sources', 'volumes: [{ name: c, projected: { sources: [{ secret: {} }] } }],', mount, 0],
    ['a disk', 'volumes: [{ name: c, emptyDir: {} }],', mount, 1],
  ])('%s may hold the setting: %#', (_, pod, container, count) => {
    const known = '---\n{ apiVersion: v1, kind: ConfigMap, metadata: { name: known }, data: { a: b } }';
    expect(n8n(pod, container, known)).toHaveLength(count);
  });

  test('says what a program lacks, and what is near', () => {
    expect(n8n('', '')[0]).toContain('received none');
    expect(env('n8nio/n8n', { EXECUTIONS_MODE: 'queue', QUEUE_BULL_REDIS_HOTS: 'r' })[0]).toContain(
      'received "QUEUE_BULL_REDIS_HOTS"',
    );
  });

  test('a database with a script of its own may do without a password', () => {
    const postgres = (path: string) =>
      db(`image: postgres, volumeMounts: [{ name: data, mountPath: /data }, { name: c, mountPath: ${path} }]`);
    expect(postgres('/usr/local/bin/docker-entrypoint.sh')).toEqual([]);
    expect(postgres('/etc/postgresql')).toHaveLength(1);
  });

  test.each([
    ['args: [-c, max_connections=10]', 1],
    ['args: [postgres, -c, max_connections=10]', 1],
    ['command: [docker-entrypoint.sh, postgres]', 1],
    ['command: [-c, max_connections=10]', 0],
    ['args: [sh, -c, "sleep 1; postgres"]', 0],
  ])('with %s, %d server starts by the script that asks', (container, count) => {
    expect(db(`image: postgres, ${container}`)).toHaveLength(count);
  });

  test('a worker of the namespace takes the tasks of a scheduler', () => {
    const airflow = (name: string, namespace: string, args: string) =>
      `---\n{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: ${namespace} }, spec: { containers: [{ name: a, image: apache/airflow, env: [{ name: AIRFLOW__CORE__EXECUTOR, value: CeleryExecutor }, { name: AIRFLOW__CELERY__BROKER_URL, value: "redis://r" }], args: [${args}] }] } }\n`;
    const scheduler = airflow('s', 'a', 'scheduler');
    expect(judge(settingsComplete, scheduler)).toEqual([
      'Pod a/s: spec.containers[a]: expected a container with airflow celery worker in the namespace, or another executor, received none [settings-complete]',
    ]);
    expect(judge(settingsComplete, scheduler + airflow('w', 'a', 'celery, worker'))).toEqual([]);
    expect(judge(settingsComplete, scheduler + airflow('w', 'b', 'celery, worker'))).toHaveLength(1);
  });
});
