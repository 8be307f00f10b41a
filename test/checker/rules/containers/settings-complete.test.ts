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

  test.each([
    ['postgres', ['POSTGRES_PASSWORD', 'POSTGRES_HOST_AUTH_METHOD']],
    ['pgvector/pgvector', ['POSTGRES_PASSWORD']],
    ['mysql', ['MYSQL_ROOT_PASSWORD', 'MYSQL_ALLOW_EMPTY_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD']],
    [
      'mariadb',
      [
        ...['MARIADB_ROOT_PASSWORD', 'MARIADB_ALLOW_EMPTY_PASSWORD', 'MARIADB_RANDOM_ROOT_PASSWORD'],
        ...['MYSQL_ROOT_PASSWORD', 'MYSQL_ALLOW_EMPTY_PASSWORD', 'MARIADB_ROOT_PASSWORD_HASH'],
      ],
    ],
    ['confluentinc/cp-kafka', ['KAFKA_ADVERTISED_LISTENERS', 'KAFKA_PROCESS_ROLES']],
    ['confluentinc/cp-zookeeper', ['ZOOKEEPER_CLIENT_PORT', 'ZOOKEEPER_SECURE_CLIENT_PORT']],
    ['confluentinc/cp-schema-registry', ['SCHEMA_REGISTRY_HOST_NAME']],
    ['prometheuscommunity/postgres-exporter', ['DATA_SOURCE_NAME', 'DATA_SOURCE_URI', 'PG_EXPORTER_DATA_SOURCE_NAME']],
  ])('%s does not start without one of %j', (image, names) => {
    expect(env(image, {})[0]).toContain(`expected ${names[0]}, without which the image does not start`);
    for (const name of names) {
      expect(env(image, { [name]: 'x' })).toEqual([]);
      expect(env(image, { [`${name}_FILE`]: '/x' })).toEqual([]);
    }
  });

  test.each([
    ['mcr.microsoft.com/mssql/server', ['ACCEPT_EULA', 'MSSQL_SA_PASSWORD']],
    ['dpage/pgadmin4', ['PGADMIN_DEFAULT_EMAIL', 'PGADMIN_DEFAULT_PASSWORD']],
  ])('%s does not start without both of %j', (image, names) => {
    for (const name of names) {
      const found = env(image, { [name]: 'x' });
      expect(found).toHaveLength(1);
      expect(found[0]).not.toContain(`expected ${name},`);
    }
    expect(env(image, Object.fromEntries(names.map((name) => [name, 'x'])))).toEqual([]);
  });

  test('MongoDB wants a name with a password, and SQL Server knows two names of its password', () => {
    expect(env('mongo', { MONGO_INITDB_ROOT_PASSWORD: 'x' })[0]).toContain('expected MONGO_INITDB_ROOT_USERNAME');
    expect(env('mongo', { MONGO_INITDB_ROOT_USERNAME: 'x' })[0]).toContain('expected MONGO_INITDB_ROOT_PASSWORD');
    expect(env('mcr.microsoft.com/mssql/server', { ACCEPT_EULA: 'Y', SA_PASSWORD: 'x' })).toEqual([]);
    const influx = {
      DOCKER_INFLUXDB_INIT_MODE: 'setup',
      DOCKER_INFLUXDB_INIT_ORG: 'a',
      DOCKER_INFLUXDB_INIT_USERNAME: 'a',
    };
    expect(env('influxdb', influx)).toEqual([
      expect.stringContaining('expected DOCKER_INFLUXDB_INIT_PASSWORD'),
      expect.stringContaining('expected DOCKER_INFLUXDB_INIT_BUCKET'),
    ]);
  });

  test.each([
    ['metabase/metabase', 'MB_DB_HOST', ['MB_DB_TYPE', 'MB_DB_CONNECTION_URI']],
    ['grafana/grafana-oss', 'GF_DATABASE_HOST', ['GF_DATABASE_TYPE', 'GF_DATABASE_URL', 'type']],
    ['quay.io/keycloak/keycloak', 'KC_DB_URL', ['KC_DB', 'db']],
    ['quay.io/keycloak/keycloak', 'KC_DB_URL_HOST', ['KC_DB']],
    ['n8nio/n8n', 'DB_POSTGRESDB_HOST', ['DB_TYPE']],
    ['n8nio/n8n', 'QUEUE_BULL_REDIS_HOST', ['EXECUTIONS_MODE']],
    ['gitea/gitea', 'GITEA__database__HOST', ['GITEA__database__DB_TYPE', 'DB_TYPE']],
    ['forgejo', 'FORGEJO__database__HOST', ['FORGEJO__database__DB_TYPE', 'GITEA__database__DB_TYPE']],
    ['vikunja/vikunja', 'VIKUNJA_DATABASE_HOST', ['VIKUNJA_DATABASE_TYPE', 'database.type']],
    ['sissbruecker/linkding', 'LD_DB_HOST', ['LD_DB_ENGINE']],
    ['mealie', 'POSTGRES_SERVER', ['DB_ENGINE']],
    ['requarks/wiki', 'DB_HOST', ['DB_TYPE', 'DB_CLIENT']],
    ['directus/directus', 'DB_HOST', ['DB_TYPE', 'DB_CLIENT']],
  ])('%s reads %s once one of %j says that there is a server', (image, host, needs) => {
    expect(env(image, { [host]: 'db' })[0]).toContain(
      `expected ${needs[0]} with the kind of the server: ${host.replace('URL_HOST', 'URL')} is not read otherwise, and the data stay in the container`,
    );
    for (const name of needs) {
      expect(env(image, { [host]: 'db', [name]: 'postgres' })).toEqual([]);
      expect(env(image, { [host]: 'db', [name]: 'sqlite' })).toHaveLength(1);
    }
  });

  test.each([
    ['quay.io/keycloak/keycloak', { KC_DB: 'postgres' }, ['KC_DB_URL', 'db-url', 'KC_DB_URL_HOST', 'db-url-host']],
    ['quay.io/keycloak/keycloak', { db: 'mysql' }, ['KC_DB_URL']],
    [
      'apache/airflow',
      { AIRFLOW__CORE__EXECUTOR: 'CeleryExecutor' },
      [
        'AIRFLOW__CELERY__BROKER_URL',
        'AIRFLOW__CELERY__BROKER_URL_CMD',
        'AIRFLOW__CELERY__BROKER_URL_SECRET',
        'broker_url',
      ],
    ],
    ['n8nio/n8n', { EXECUTIONS_MODE: 'queue' }, ['QUEUE_BULL_REDIS_HOST', 'QUEUE_BULL_REDIS_CLUSTER_NODES']],
    ['n8nio/n8n', { DB_TYPE: 'postgresdb' }, ['DB_POSTGRESDB_HOST']],
    [
      'grafana/grafana',
      { GF_DATABASE_TYPE: 'mysql' },
      ['GF_DATABASE_HOST', 'GF_DATABASE_URL', 'GF_DATABASE_HOST__FILE', 'GF_DATABASE_URL__FILE'],
    ],
    ['grafana/grafana', { GF_SERVER_PROTOCOL: 'https' }, ['GF_SERVER_CERT_FILE', 'cert_file']],
    ['metabase/metabase', { MB_DB_TYPE: 'mysql' }, ['MB_DB_HOST', 'MB_DB_CONNECTION_URI']],
    [
      'gitea/gitea',
      { GITEA__database__DB_TYPE: 'mysql' },
      ['GITEA__database__HOST', 'FORGEJO__database__HOST', 'GITEA__database__HOST__FILE'],
    ],
    ['forgejo', { FORGEJO__database__DB_TYPE: 'postgres' }, ['GITEA__database__HOST']],
    [
      'ghost',
      { database__client: 'mysql' },
      ['database__connection__host', 'database__connection__socketPath', 'database__connection'],
    ],
    ['kong', { KONG_DATABASE: 'postgres' }, ['KONG_PG_HOST', 'pg_host']],
    ['redis', { 'tls-port': '6380' }, ['tls-cert-file']],
  ])('%s with %j needs one of %j', (image, told, needs) => {
    expect(env(image, told)[0]).toContain(needs[0]);
    for (const name of needs) expect(env(image, { ...told, [name]: 'x' })).toEqual([]);
  });

  test.each([
    ['OAUTH2_PROXY_CLIENT_ID', 'client-id', 'client_id'],
    ['OAUTH2_PROXY_COOKIE_SECRET', 'cookie-secret', 'cookie_secret', 'cookie-secret-file'],
    ['OAUTH2_PROXY_COOKIE_SECRET', 'OAUTH2_PROXY_COOKIE_SECRET_FILE', 'cookie_secret_file'],
    ['OAUTH2_PROXY_EMAIL_DOMAINS', 'email-domain', 'email_domains', 'authenticated-emails-file'],
    ['OAUTH2_PROXY_EMAIL_DOMAINS', 'authenticated_emails_file', 'htpasswd-file', 'OAUTH2_PROXY_HTPASSWD_FILE'],
    ['OAUTH2_PROXY_EMAIL_DOMAINS', 'OAUTH2_PROXY_AUTHENTICATED_EMAILS_FILE'],
  ])('oauth2-proxy does not start without %s', (name, ...others) => {
    const all = { OAUTH2_PROXY_CLIENT_ID: 'a', OAUTH2_PROXY_COOKIE_SECRET: 'a', OAUTH2_PROXY_EMAIL_DOMAINS: 'a' };
    const { [name as keyof typeof all]: _, ...rest } = all;
    expect(env('quay.io/oauth2-proxy/oauth2-proxy', all)).toEqual([]);
    expect(env('quay.io/oauth2-proxy/oauth2-proxy', rest)[0]).toContain(`${name}, without which oauth2-proxy does not`);
    for (const other of others) expect(env('quay.io/oauth2-proxy/oauth2-proxy', { ...rest, [other]: 'a' })).toEqual([]);
  });

  test.each([
    'http-enabled',
    'https-certificate-file',
    'KC_HTTPS_CERTIFICATE_FILE',
    'https-key-store-file',
    'KC_HTTPS_KEY_STORE_FILE',
    'proxy',
  ])('Keycloak starts with %s', (name) => {
    const start = (value: string) => env('quay.io/keycloak/keycloak', { [name]: value }, ', args: [start]');
    expect(start('edge')).toEqual([]);
    expect(start('none')).toEqual([
      expect.stringContaining('expected http-enabled=true or a certificate, without which Keycloak does not start'),
    ]);
  });
});
