import { describe, expect, test } from '@jest/globals';
import { settingsComplete } from '../../../../lib/checker/rules/containers/settings-complete';
import { judge } from '../judge';
import { configMap, database, deployment } from '../workloads';

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

  test('finds a setting that another one would switch on', () => {
    const grafana = (values: Readonly<Record<string, string>>) => env('grafana/grafana:11.2.0', values);
    expect(grafana({ GF_SMTP_HOST: 'mail:25' })[0]).toContain('expected GF_SMTP_ENABLED beside GF_SMTP_HOST');
    expect(grafana({ GF_SMTP_HOST: 'mail:25', GF_SMTP_ENABLED: 'false' })).toHaveLength(1);
    expect(grafana({ GF_SMTP_HOST: 'mail:25', GF_SMTP_ENABLED: 'true' })).toEqual([]);
    expect(env('acme/portal:1', { GF_SMTP_HOST: 'mail:25' })).toEqual([]);
    const gitea = (values: Readonly<Record<string, string>>) => env('gitea/gitea:1.22', values);
    expect(gitea({ GITEA__mailer__SMTP_ADDR: 'mail' })).toHaveLength(1);
    expect(gitea({ GITEA__mailer__SMTP_ADDR: 'mail', GITEA__mailer__ENABLED: 'true' })).toEqual([]);
  });

  test('finds a time after which Loki deletes nothing', () => {
    const loki = (retention: string, compactor: string) =>
      judge(
        settingsComplete,
        database(
          'image: "grafana/loki:3.2.0", volumeMounts: [{ name: conf, mountPath: /etc/loki }]',
          'volumes: [{ name: conf, configMap: { name: loki } }]',
        ) +
          configMap(
            'loki',
            `loki.yaml: "limits_config:\\n  retention_period: ${retention}\\ncompactor:\\n  ${compactor}\\n"`,
          ),
      );
    expect(loki('336h', 'retention_enabled: false')).toEqual([
      'ConfigMap default/loki: data[loki.yaml]: expected retention_enabled: true of the compactor, without which Loki deletes nothing after retention_period, received none [settings-complete]',
    ]);
    expect(loki('336h', 'working_directory: /loki')).toHaveLength(1);
    expect(loki('336h', 'retention_enabled: true')).toEqual([]);
    expect(loki('0s', 'retention_enabled: false')).toEqual([]);
  });

  test('needs a value that a Secret elsewhere may have, and any value where no value is wrong', () => {
    const admin = '{ name: KC_BOOTSTRAP_ADMIN_PASSWORD, valueFrom: { secretKeyRef: { name: other, key: password } } }';
    const keycloak = (more: string) =>
      judge(
        settingsComplete,
        deployment(
          `{ name: api, image: "keycloak/keycloak:26.0", env: [{ name: KC_BOOTSTRAP_ADMIN_USERNAME, value: a } ${more}] }`,
        ),
      );
    expect(keycloak('')).toHaveLength(1);
    expect(keycloak(`, ${admin}`)).toEqual([]);
    expect(env('getmeili/meilisearch:v1.11', { MEILI_ENV: 'production' })).toHaveLength(1);
    expect(env('getmeili/meilisearch:v1.11', { MEILI_ENV: 'development' })).toEqual([]);
    expect(env('getmeili/meilisearch:v1.11', { MEILI_ENV: 'production', MEILI_MASTER_KEY: 'off' })).toEqual([]);
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
});
