/** Settings without which another setting, or the program itself, is of no use. */
export interface NeededSettings {
  /** The whole name of the image. */
  readonly image: RegExp;
  /** The setting, and the values that need the other one. @default any container of the image */
  readonly when?: readonly [names: readonly string[], values: RegExp];
  /** A word of the command line. @default any */
  readonly command?: RegExp;
  /** The programs that the image may be told to start. @default any */
  readonly programs?: RegExp;
  /** Settings of which one is enough. With `_FILE` each may name a file. The first is the one to set. */
  readonly needs: readonly string[];
  /** A value of a needed setting that does not count. */
  readonly except?: RegExp;
  readonly says: string;
  /** `broken` for a variable of an image that exits without. @default risk */
  readonly answer?: 'broken';
}

const MYSQL = ['ROOT_PASSWORD', 'ALLOW_EMPTY_PASSWORD', 'RANDOM_ROOT_PASSWORD'];

const ENTRYPOINT = /^docker-entrypoint\.sh$/;

/** Variables without which an image exits at its first start. */
const FIRST_STARTS: readonly Pick<NeededSettings, 'image' | 'programs' | 'when' | 'needs'>[] = [
  // https://hub.docker.com/_/postgres
  {
    image: /^(postgres|postgis\/postgis|timescale\/timescaledb|pgvector\/pgvector)$/,
    programs: /^(postgres|docker-entrypoint\.sh)$/,
    needs: ['POSTGRES_PASSWORD', 'POSTGRES_HOST_AUTH_METHOD'],
  },
  // https://hub.docker.com/_/mysql, https://hub.docker.com/_/percona
  {
    image: /^(mysql|percona)$/,
    programs: /^(mysqld|docker-entrypoint\.sh)$/,
    needs: MYSQL.map((end) => `MYSQL_${end}`),
  },
  // https://hub.docker.com/_/mariadb
  {
    image: /^mariadb$/,
    programs: /^(mariadbd|mysqld|docker-entrypoint\.sh)$/,
    needs: [
      ...['MARIADB_', 'MYSQL_'].flatMap((start) => MYSQL.map((end) => start + end)),
      'MARIADB_ROOT_PASSWORD_HASH',
    ],
  },
  // https://hub.docker.com/_/mongo: one without the other
  { image: /^mongo$/, needs: ['MONGO_INITDB_ROOT_PASSWORD'], when: [['MONGO_INITDB_ROOT_USERNAME'], /./] },
  { image: /^mongo$/, needs: ['MONGO_INITDB_ROOT_USERNAME'], when: [['MONGO_INITDB_ROOT_PASSWORD'], /./] },
  // https://hub.docker.com/r/microsoft/mssql-server
  { image: /^mssql\/server$/, needs: ['ACCEPT_EULA'] },
  { image: /^mssql\/server$/, needs: ['MSSQL_SA_PASSWORD', 'SA_PASSWORD'] },
  // https://www.pgadmin.org/docs/pgadmin4/latest/container_deployment.html
  { image: /^dpage\/pgadmin4$/, needs: ['PGADMIN_DEFAULT_EMAIL'] },
  { image: /^dpage\/pgadmin4$/, needs: ['PGADMIN_DEFAULT_PASSWORD'] },
  // https://hub.docker.com/_/influxdb
  ...['USERNAME', 'PASSWORD', 'ORG', 'BUCKET'].map((name) => ({
    image: /^influxdb$/,
    needs: [`DOCKER_INFLUXDB_INIT_${name}`],
    when: [['DOCKER_INFLUXDB_INIT_MODE'], /^setup$/] as const,
  })),
  // https://docs.confluent.io/platform/current/installation/docker/config-reference.html
  { image: /^confluentinc\/cp-kafka$/, needs: ['KAFKA_ADVERTISED_LISTENERS', 'KAFKA_PROCESS_ROLES'] },
  { image: /^confluentinc\/cp-zookeeper$/, needs: ['ZOOKEEPER_CLIENT_PORT', 'ZOOKEEPER_SECURE_CLIENT_PORT'] },
  { image: /^confluentinc\/cp-schema-registry$/, needs: ['SCHEMA_REGISTRY_HOST_NAME'] },
  // https://hub.docker.com/_/arangodb, https://hub.docker.com/r/gvenzl/oracle-free
  { image: /^arangodb$/, needs: ['ARANGO_ROOT_PASSWORD', 'ARANGO_NO_AUTH', 'ARANGO_RANDOM_ROOT_PASSWORD'] },
  { image: /^gvenzl\/oracle-(free|xe)$/, needs: ['ORACLE_PASSWORD', 'ORACLE_RANDOM_PASSWORD'] },
  // https://hasura.io/docs/2.0/deployment/graphql-engine-flags/reference/
  {
    image: /^hasura\/graphql-engine$/,
    needs: ['HASURA_GRAPHQL_DATABASE_URL', 'HASURA_GRAPHQL_METADATA_DATABASE_URL', 'database-url'],
  },
  // https://github.com/prometheus-community/postgres_exporter#environment-variables
  {
    image: /^prometheuscommunity\/postgres-exporter$/,
    needs: ['DATA_SOURCE_NAME', 'DATA_SOURCE_URI', 'PG_EXPORTER_DATA_SOURCE_NAME'],
  },
];

const of = (image: string): RegExp => new RegExp(`(^|/)${image}$`);
const SERVER = /^(postgres|postgresql|mysql|mariadb)$/i;

/** The kind of a database in the container itself. */
const EMBEDDED = /^(|h2|sqlite3?|dev-(file|mem)|hsqldb|regular)$/i;

/** Settings of a server that a program leaves alone until another setting says that there is a server. */
const SERVERS: readonly (readonly [image: string, hosts: readonly string[], needs: readonly string[]])[] = [
  // https://www.metabase.com/docs/latest/configuring-metabase/environment-variables#mb_db_type
  ['metabase', ['MB_DB_HOST'], ['MB_DB_TYPE', 'MB_DB_CONNECTION_URI']],
  // https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#database
  ['grafana(-oss|-enterprise)?', ['GF_DATABASE_HOST'], ['GF_DATABASE_TYPE', 'GF_DATABASE_URL', 'type']],
  // https://www.keycloak.org/server/db
  ['keycloak/keycloak', ['KC_DB_URL', 'KC_DB_URL_HOST'], ['KC_DB', 'db']],
  // https://docs.n8n.io/hosting/configuration/environment-variables/
  ['n8n', ['DB_POSTGRESDB_HOST'], ['DB_TYPE']],
  ['n8n', ['QUEUE_BULL_REDIS_HOST'], ['EXECUTIONS_MODE']],
  // https://docs.gitea.com/administration/config-cheat-sheet#database-database
  ['gitea', ['GITEA__database__HOST'], ['GITEA__database__DB_TYPE', 'DB_TYPE']],
  ['forgejo', ['FORGEJO__database__HOST'], ['FORGEJO__database__DB_TYPE', 'GITEA__database__DB_TYPE']],
  // https://vikunja.io/docs/config-options/#type
  ['vikunja', ['VIKUNJA_DATABASE_HOST'], ['VIKUNJA_DATABASE_TYPE', 'database.type']],
  // https://linkding.link/options/#ld_db_engine
  ['linkding', ['LD_DB_HOST'], ['LD_DB_ENGINE']],
  // https://docs.mealie.io/documentation/getting-started/installation/backend-config/
  ['mealie', ['POSTGRES_SERVER'], ['DB_ENGINE']],
  // https://docs.requarks.io/install/docker, https://directus.io/docs/configuration/database
  ['(requarks/wiki|directus/directus)', ['DB_HOST'], ['DB_TYPE', 'DB_CLIENT']],
];

export const NEEDED_SETTINGS: readonly NeededSettings[] = [
  ...SERVERS.map(([image, hosts, needs]) => ({
    image: of(image),
    when: [hosts, /^(?!jdbc:h2:)./] as const,
    needs,
    except: EMBEDDED,
    says: `${needs[0]} with the kind of the server: ${hosts[0]} is not read otherwise, and the data stay in the container`,
  })),
  // https://www.keycloak.org/server/enabletls
  {
    image: of('keycloak/keycloak'),
    command: /^start$/,
    needs: [
      'KC_HTTP_ENABLED',
      'http-enabled',
      'https-certificate-file',
      'KC_HTTPS_CERTIFICATE_FILE',
      'https-key-store-file',
      'KC_HTTPS_KEY_STORE_FILE',
      'KC_PROXY',
      'proxy',
    ],
    except: /^(false|none|reencrypt|passthrough)$/,
    says: 'http-enabled=true or a certificate, without which Keycloak does not start',
  },
  // https://www.keycloak.org/server/db: the default host is localhost
  {
    image: of('keycloak/keycloak'),
    when: [['KC_DB', 'db'], SERVER],
    needs: ['KC_DB_URL', 'db-url', 'KC_DB_URL_HOST', 'db-url-host'],
    says: 'KC_DB_URL or KC_DB_URL_HOST, since the database is at localhost otherwise',
  },
  // https://airflow.apache.org/docs/apache-airflow-providers-celery/stable/celery_executor.html
  {
    image: of('airflow'),
    when: [['AIRFLOW__CORE__EXECUTOR'], /CeleryExecutor/],
    needs: [
      'AIRFLOW__CELERY__BROKER_URL',
      'AIRFLOW__CELERY__BROKER_URL_CMD',
      'AIRFLOW__CELERY__BROKER_URL_SECRET',
      'broker_url',
    ],
    says: 'AIRFLOW__CELERY__BROKER_URL, where CeleryExecutor puts the tasks',
  },
  // https://docs.n8n.io/hosting/scaling/queue-mode/
  {
    image: of('n8n'),
    when: [['EXECUTIONS_MODE'], /^queue$/],
    needs: ['QUEUE_BULL_REDIS_HOST', 'QUEUE_BULL_REDIS_CLUSTER_NODES'],
    says: 'QUEUE_BULL_REDIS_HOST, since Redis is at localhost otherwise',
  },
  {
    image: of('n8n'),
    when: [['DB_TYPE'], /^postgresdb$/],
    needs: ['DB_POSTGRESDB_HOST'],
    says: 'DB_POSTGRESDB_HOST, since the database is at localhost otherwise',
  },
  // https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/
  {
    image: of('grafana(-oss|-enterprise)?'),
    when: [['GF_DATABASE_TYPE'], /^(postgres|mysql)$/],
    needs: ['GF_DATABASE_HOST', 'GF_DATABASE_URL', 'GF_DATABASE_HOST__FILE', 'GF_DATABASE_URL__FILE'],
    says: 'GF_DATABASE_HOST, since the database is at 127.0.0.1 otherwise',
  },
  {
    image: of('grafana(-oss|-enterprise)?'),
    when: [['GF_SERVER_PROTOCOL'], /^(https|h2)$/],
    needs: ['GF_SERVER_CERT_FILE', 'cert_file'],
    says: 'GF_SERVER_CERT_FILE, without which Grafana does not start',
  },
  // https://www.metabase.com/docs/latest/configuring-metabase/environment-variables
  {
    image: of('metabase'),
    when: [['MB_DB_TYPE'], /^(postgres|mysql)$/],
    needs: ['MB_DB_HOST', 'MB_DB_CONNECTION_URI'],
    says: 'MB_DB_HOST or MB_DB_CONNECTION_URI',
  },
  // https://docs.gitea.com/administration/config-cheat-sheet#database-database
  {
    image: of('(gitea|forgejo)'),
    when: [['GITEA__database__DB_TYPE', 'FORGEJO__database__DB_TYPE'], /^(postgres|mysql|mssql)$/],
    needs: ['GITEA__database__HOST', 'FORGEJO__database__HOST', 'GITEA__database__HOST__FILE'],
    says: 'GITEA__database__HOST, since the database is at 127.0.0.1 otherwise',
  },
  // https://ghost.org/docs/config/#database
  {
    image: of('ghost'),
    when: [['database__client'], /^mysql/],
    needs: ['database__connection__host', 'database__connection__socketPath', 'database__connection'],
    says: 'database__connection__host, since the database is at localhost otherwise',
  },
  // https://developer.konghq.com/gateway/configuration/#postgres-settings
  {
    image: of('kong'),
    when: [['KONG_DATABASE'], /^postgres$/],
    needs: ['KONG_PG_HOST', 'pg_host'],
    says: 'KONG_PG_HOST, since the database is at 127.0.0.1 otherwise',
  },
  // https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/
  {
    image: of('(redis|valkey)'),
    when: [['tls-port'], /^[1-9]/],
    needs: ['tls-cert-file'],
    says: 'tls-cert-file, without which Redis does not start',
  },
  // https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview
  ...[
    ['OAUTH2_PROXY_CLIENT_ID', 'client-id', 'client_id'],
    [
      'OAUTH2_PROXY_COOKIE_SECRET',
      'cookie-secret',
      'cookie_secret',
      'cookie-secret-file',
      'OAUTH2_PROXY_COOKIE_SECRET_FILE',
      'cookie_secret_file',
    ],
    [
      'OAUTH2_PROXY_EMAIL_DOMAINS',
      'email-domain',
      'email_domains',
      'authenticated-emails-file',
      'OAUTH2_PROXY_AUTHENTICATED_EMAILS_FILE',
      'authenticated_emails_file',
      'htpasswd-file',
      'OAUTH2_PROXY_HTPASSWD_FILE',
    ],
  ].map((needs) => ({
    image: of('oauth2-proxy'),
    programs: /^oauth2-proxy$/,
    needs,
    says: `${needs[0]}, without which oauth2-proxy does not start`,
  })),
  ...FIRST_STARTS.map((row) => ({
    programs: ENTRYPOINT,
    ...row,
    says: `${row.needs[0]}, without which the image does not start`,
    answer: 'broken' as const,
  })),
];
