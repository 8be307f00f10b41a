/** The form in which a program reads a setting. */
export interface SettingForm {
  readonly name: RegExp;
  /** The last part of the image, or a program. @default any container */
  readonly program?: RegExp;
  /** The first major version with the form. @default all versions */
  readonly from?: number;
  /** Settings of which one has to stand beside. @default none */
  readonly beside?: readonly string[];
  /** The end of the file with the setting. @default any place */
  readonly file?: RegExp;
  readonly form: RegExp;
  readonly expected: string;
}

const oneOf = (name: RegExp, words: string, program?: RegExp): SettingForm => ({
  name,
  ...(program && { program }),
  form: new RegExp(`^(${words.replaceAll(' ', '|').replaceAll('+', '\\+')})$`, 'i'),
  expected: `one of ${words.replaceAll(' ', ', ')}`,
});

const POSTGRES = /^(postgres|postgresql|postgis|timescaledb|pgvector)$/;
const REDIS = /^(redis|redis-server|valkey|valkey-server)$/;
const MSSQL = /mssql|^server$|sql-edge/;
const SEARCH = /^(elasticsearch|opensearch)$/;

/** Kinds of databases, and words of other settings. A program stops at another word, or falls back to its default. */
const WORDS: readonly SettingForm[] = [
  // https://docs.gitea.com/administration/config-cheat-sheet#database-database
  oneOf(/^(GITEA|FORGEJO)__database__DB_TYPE$/i, 'mysql postgres mssql sqlite3'),
  // https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#database
  oneOf(/^GF_DATABASE_TYPE$/, 'mysql postgres sqlite3'),
  oneOf(/^GF_SERVER_PROTOCOL$/, 'http https h2 socket'),
  // https://www.keycloak.org/server/all-config
  oneOf(/^KC_DB$/, 'dev-file dev-mem mariadb mssql mysql oracle postgres tidb'),
  oneOf(/^KC_PROXY_HEADERS$/, 'forwarded xforwarded'),
  oneOf(/^KC_CACHE$/, 'ispn local'),
  // https://docs.n8n.io/hosting/configuration/environment-variables/database/
  oneOf(/^DB_TYPE$/, 'sqlite postgresdb mysqldb mariadb', /^n8n$/),
  oneOf(/^EXECUTIONS_MODE$/, 'regular queue', /^n8n$/),
  // https://docs.requarks.io/install/docker
  oneOf(/^DB_TYPE$/, 'mysql postgres mariadb mssql sqlite', /^wiki$/),
  // https://ghost.org/docs/config/#database
  oneOf(/^database__client$/, 'mysql mysql2 sqlite3', /^ghost$/),
  // https://www.metabase.com/docs/latest/configuring-metabase/environment-variables#mb_db_type
  oneOf(/^MB_DB_TYPE$/, 'h2 postgres mysql'),
  // https://directus.io/docs/configuration/database
  oneOf(/^DB_CLIENT$/, 'pg mysql oracledb mssql sqlite3 cockroachdb', /^directus$/),
  // https://docs.mattermost.com/configure/database-configuration-settings.html
  oneOf(/^MM_SQLSETTINGS_DRIVERNAME$/, 'postgres mysql'),
  // https://developer.konghq.com/gateway/configuration/#database
  oneOf(/^KONG_DATABASE$/, 'postgres cassandra off'),
  // https://vikunja.io/docs/config-options/
  oneOf(/^VIKUNJA_DATABASE_TYPE$/, 'mysql postgres sqlite'),
  // https://laravel.com/docs/database#configuration
  {
    ...oneOf(/^DB_CONNECTION$/, 'sqlite mysql mariadb pgsql sqlsrv mongodb'),
    beside: ['APP_KEY', 'QUEUE_CONNECTION', 'SESSION_DRIVER'],
    form: /^(?!(postgres|postgresql|pg|psql|maria|mssql|sqlserver)$)/i,
    expected: 'a connection of Laravel (sqlite, mysql, mariadb, pgsql, sqlsrv)',
  },
  // https://opentelemetry.io/docs/languages/sdk-configuration/
  oneOf(/^OTEL_EXPORTER_OTLP_(TRACES_|METRICS_|LOGS_)?PROTOCOL$/, 'grpc http/protobuf http/json'),
  {
    ...oneOf(/^OTEL_TRACES_SAMPLER$/, ''),
    form: /^(parentbased_)?(always_on|always_off|traceidratio|jaeger_remote|xray)$/,
    expected: 'a sampler, such as parentbased_traceidratio',
  },
  // https://hub.docker.com/_/mysql, https://hub.docker.com/_/mariadb
  {
    name: /^(MYSQL|MARIADB)_USER$/,
    program: /^(mysql|mariadb|percona)$/,
    form: /^(?!root$)/,
    expected: 'another user than root, which the image makes itself',
  },
  // https://learn.microsoft.com/sql/linux/sql-server-linux-configure-environment-variables
  { name: /^ACCEPT_EULA$/, program: MSSQL, form: /^(y|yes|1|accept)$/i, expected: '"Y"' },
  // https://redis.io/docs/latest/operate/oss_and_stack/management/config-file/
  {
    ...oneOf(/^maxmemory-policy$/, '', REDIS),
    form: /^(noeviction|(allkeys|volatile)-(lru|lfu|lrm|random)|volatile-ttl)$/i,
    expected: 'a policy of Redis, such as allkeys-lru',
  },
  oneOf(/^(appendonly|protected-mode|cluster-enabled|daemonize|replica-read-only)$/, 'yes no', REDIS),
  oneOf(/^appendfsync$/, 'always everysec no', REDIS),
  // https://www.elastic.co/docs/deploy-manage/distributed-architecture/discovery-cluster-formation/discovery-hosts-providers
  oneOf(/^discovery\.type$/, 'single-node multi-node zen', SEARCH),
  // https://www.postgresql.org/docs/current/runtime-config-wal.html
  oneOf(/^wal_level$/, 'minimal replica logical archive hot_standby', POSTGRES),
  // https://docs.spring.io/spring-boot/appendix/application-properties/index.html
  oneOf(
    /^spring[._]jpa[._]hibernate[._]ddl[-_]?auto$/i,
    'none validate update create create-only create-drop drop truncate',
  ),
  oneOf(/^LOGGING_LEVEL_(ROOT|(ORG|COM|IO)_[A-Z_]+)$/, 'trace debug info warn error fatal off true false'),
  // https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-SSLMODE
  oneOf(/^PGSSLMODE$/, 'disable allow prefer require verify-ca verify-full no-verify'),
];

/** Sizes and times with a unit. */
const UNITS: readonly SettingForm[] = [
  // https://www.php.net/manual/en/faq.using.php#faq.using.shorthandbytes
  ...[
    { name: /^(upload_max_filesize|post_max_size|memory_limit)$/, file: /\.ini\]?$/ },
    { name: /^PHP_(MEMORY_LIMIT|UPLOAD_LIMIT|UPLOAD_MAX_FILESIZE|POST_MAX_SIZE)$/ },
  ].map((row) => ({ ...row, form: /^-?\d+[KMG]?$/i, expected: 'a number with K, M or G, which PHP reads, as in 64M' })),
  // https://nginx.org/en/docs/syntax.html
  {
    name: /^(client_max_body_size|client_body_buffer_size|proxy_buffer_size|fastcgi_buffer_size|proxy_max_temp_file_size)$/,
    form: /^\d+[kmg]?$/i,
    expected: 'a number with k, m or g, which nginx reads, as in 64m',
  },
  // https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html#extra-options-for-java
  { name: /^X(mx|ms|mn|ss)\d+[a-z]*$/i, form: /^\b$/, expected: 'a size with k, m or g alone, as in -Xmx512m' },
  // https://pkg.go.dev/runtime#hdr-Environment_Variables
  {
    name: /^GOMEMLIMIT$/,
    form: /^(off|\d+(B|KiB|MiB|GiB|TiB)?)$/,
    expected: 'a number with B, KiB, MiB, GiB or TiB, or the program stops at its start',
  },
  // https://nodejs.org/api/cli.html#--max-old-space-sizesize-in-mib
  { name: /^max[-_]old[-_]space[-_]size$/, form: /^\d+%?$/, expected: 'a number of MiB without a unit' },
  // https://pkg.go.dev/runtime#hdr-Environment_Variables, https://puma.io, https://www.openmp.org
  {
    name: /^(GOMAXPROCS|WEB_CONCURRENCY|UV_THREADPOOL_SIZE|OMP_NUM_THREADS|RAILS_MAX_THREADS|MALLOC_ARENA_MAX)$/,
    form: /^(\d+(,\d+)*|auto)$/,
    expected: 'a whole number',
  },
  // https://www.rabbitmq.com/docs/memory
  {
    name: /^vm_memory_high_watermark\.relative$/,
    form: /^(0?\.\d+|[01](\.\d+)?)$/,
    expected: 'a share between 0 and 1, as in 0.6',
  },
  // https://redis.io/docs/latest/operate/oss_and_stack/management/config-file/
  {
    name: /^(maxmemory|auto-aof-rewrite-min-size|repl-backlog-size)$/,
    program: REDIS,
    form: /^\d+(b|[kmg]b?)?$/i,
    expected: 'a size that Redis reads, as in 256mb',
  },
  // https://www.postgresql.org/docs/current/config-setting.html#CONFIG-SETTING-NAMES-VALUES
  {
    name: /^(shared_buffers|work_mem|maintenance_work_mem|effective_cache_size|wal_buffers|max_wal_size|min_wal_size|temp_buffers|wal_keep_size|max_slot_wal_keep_size)$/,
    program: POSTGRES,
    form: /^-?\d+(\.\d+)?\s*(B|kB|MB|GB|TB)?$/,
    expected: 'a size with kB, MB or GB, which PostgreSQL reads',
  },
  // https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.typesafe-configuration-properties.conversion.data-sizes
  {
    name: /^spring[._]servlet[._]multipart[._]max[-_]?(file|request)[-_]?size$/i,
    form: /^-?\d+\s*([KMGT]?B)?$/i,
    expected: 'a number with KB, MB or GB, which Spring reads',
  },
  // https://prometheus.io/docs/prometheus/latest/storage/#operational-aspects
  {
    name: /^storage\.tsdb\.retention\.size$/,
    form: /^(0|\d+(\.\d+)?([KMGTPE]i?)?B)$/,
    expected: 'a size with KB, MB or GB, which Prometheus reads',
  },
  {
    name: /^storage\.tsdb\.retention(\.time)?$/,
    form: /^0$|^(\d+(ms|[smhdwy]))+$/,
    expected: 'a time with s, m, h, d, w or y, which Prometheus reads',
  },
  // https://grafana.com/docs/tempo/latest/configuration/#compactor: a duration of Go knows no days
  {
    name: /^compactor\.compaction\.block_retention$/,
    form: /^0$|^(\d+(\.\d+)?(ns|us|ms|s|m|h))+$/,
    expected: 'a time in hours, as in 336h',
  },
];

/** Addresses of other programs. */
const ADDRESSES: readonly SettingForm[] = [
  { name: /^spring[._]r2dbc[._]url$/i, form: /^r2dbcs?:/, expected: 'a URL that begins with r2dbc:' },
  // https://docs.djangoproject.com/en/stable/ref/settings/#csrf-trusted-origins, #allowed-hosts
  {
    name: /(^|_)CSRF_TRUSTED_ORIGINS$/,
    form: /^[["'\s]*https?:\/\/[^,;\s]+([,;\s]+["']?https?:\/\/[^,;\s]+)*$/,
    expected: 'origins with https:// or http://, without which Django does not start',
  },
  // https://fetch.spec.whatwg.org/#origin-header: a browser sends the scheme, the host and the port alone.
  {
    name: /(^|_)CORS_(ALLOW(ED)?_)?ORIGINS?(_WHITELIST)?$/,
    form: /^(?!.*:\/\/[^/,;\s"']+\/)/s,
    expected: 'origins without a path and without a slash at the end',
  },
  // https://opentelemetry.io/docs/languages/sdk-configuration/general/#otel_traces_sampler_arg
  {
    name: /^OTEL_TRACES_SAMPLER_ARG$/,
    form: /^(0?\.\d+|[01](\.0*)?|.*=.*)$/,
    expected: 'a share between 0 and 1, as in 0.1',
  },
  {
    name: /^((DJANGO_)?ALLOWED_HOSTS|NEXTCLOUD_TRUSTED_DOMAINS)$/,
    form: /^(?!.*:\/\/)/,
    expected: 'hosts without a scheme, or no request has one of the hosts',
  },
  // https://next-auth.js.org/configuration/options#nextauth_url, https://developer.hashicorp.com/vault/docs/commands#vault_addr
  {
    name: /^(NEXTAUTH_URL|VAULT_ADDR|MINIO_SERVER_URL|MINIO_BROWSER_REDIRECT_URL|OAUTH2_PROXY_OIDC_ISSUER_URL)$/,
    form: /^https?:\/\/\S/,
    expected: 'a URL with http:// or https://',
  },
  // https://learn.microsoft.com/aspnet/core/fundamentals/servers/kestrel/endpoints
  {
    name: /^(ASPNETCORE|DOTNET)_URLS$/,
    form: /^https?:\/\/[^;]+(;https?:\/\/[^;]+)*;?$/,
    expected: 'URLs with http:// or https://, as in http://+:8080',
  },
  // https://www.mongodb.com/docs/manual/reference/connection-string-formats/
  {
    name: /^MONGO(DB)?_(URL|URI)$/,
    form: /^mongodb(:\/\/|\+srv:\/\/([^@/]*@)?[^,:/]+(\/|\?|$))/,
    expected: 'a URL with mongodb://, or with mongodb+srv:// and one host without a port',
  },
  // https://docs.celeryq.dev/en/stable/getting-started/backends-and-brokers/, https://docs.paperless-ngx.com/configuration/
  {
    name: /^((\w+_)?CELERY_(BROKER|RESULT_BACKEND)(_URL)?|AIRFLOW__CELERY__BROKER_URL|PAPERLESS_REDIS|SIDEKIQ_REDIS_URL)$/,
    form: /^(?![\w.-]+:\d{2,5}(\/\w*)?$)/,
    expected: 'a URL with its scheme, as in redis://host:6379',
  },
  // https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
  {
    name: /(^|_)(DATABASE|POSTGRES(QL)?)_UR[LI]$/,
    form: /^(?![^:/\s]+:[^@/\s]*@[\w.-]+(:\d+)?\/)/,
    expected: 'a URL with its scheme, as in postgresql://user@host/database',
  },
  // https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.files
  {
    name: /^spring[._]config[._](additional[-_]?)?location$/i,
    form: /^((optional:)?(file|classpath):)?[^,;]*(\/|\.(ya?ml|properties|xml)|\[\.\w+\])([,;].*)?$|^(optional:)?(configtree|configserver|vault|consul)/i,
    expected: 'a folder with a slash at its end, or Spring takes the name for a file of no known kind',
  },
  // https://oauth2-proxy.github.io/oauth2-proxy/features/endpoints: the path of the answer lies below the prefix /oauth2
  {
    name: /^(redirect[-_]url|OAUTH2_PROXY_REDIRECT_URL)$/,
    program: /^oauth2-proxy$/,
    form: /^["']?(?:https?:\/\/[^/]*|(?=\/))(\/|\/.+\/callback)?["']?$/,
    expected: 'a URL that ends in /oauth2/callback, where oauth2-proxy waits for the answer of the provider',
  },
  // https://www.rabbitmq.com/docs/uri-spec
  {
    name: /^(AMQP|RABBITMQ)_(URL|URI)$/,
    form: /^(amqps?(\+\w+)?|https?):\/\//,
    expected: 'a URL with amqp:// or amqps://',
  },
  // https://docs.celeryq.dev/en/stable/userguide/configuration.html#database-backend-settings
  {
    name: /^(AIRFLOW__CELERY__RESULT_BACKEND|CELERY_RESULT_BACKEND)$/,
    form: /^(?!(postgres|postgresql|mysql|sqlite)(\+\w+)?:)/,
    expected: 'a database URL that begins with db+, as Celery reads the backend',
  },
  // https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-SSLMODE
  {
    name: /(URL|URI|DSN|CONN|DATABASE)$/,
    form: /^(?!postgres(ql)?(\+\w+)?:\S*[?&]sslmode=(?!(disable|allow|prefer|require|verify-ca|verify-full|no-verify)([&\s]|$)))/,
    expected: 'a sslmode of PostgreSQL (disable, allow, prefer, require, verify-ca, verify-full)',
  },
  // https://magicstack.github.io/asyncpg/current/api/index.html#connection
  {
    name: /(URL|URI|DSN|CONN|DATABASE)$/,
    form: /^(?!postgresql\+asyncpg:\S*[?&]sslmode=)/,
    expected: 'ssl= in the URL, since asyncpg knows no sslmode',
  },
  // https://www.postgresql.org/docs/current/libpq-envars.html, https://github.com/nextcloud/docker, the pages of the other programs
  ...[
    { name: /^PGHOST$/ },
    { name: /^REDIS_HOST$/, program: /^nextcloud$/ },
    { name: /^(DB_POSTGRESDB_HOST|QUEUE_BULL_REDIS_HOST)$/, program: /^n8n$/ },
    { name: /^database__connection__host$/, program: /^ghost$/ },
    { name: /^MB_DB_HOST$/ },
    { name: /^AUTHENTIK_(POSTGRESQL|REDIS)__HOST$/ },
    { name: /^spring[._](data[._])?(redis|rabbitmq|mail)[._]host$/i },
  ].map((row) => ({
    ...row,
    form: /^(?![\w.-]+:\d+$)/,
    expected: 'a host without a port, which has a setting of its own',
  })),
];

/** Keys and passwords of a length. */
const KEYS: readonly SettingForm[] = [
  // https://min.io/docs/minio/linux/reference/minio-server/settings/root-credentials.html
  {
    name: /^(MINIO_ROOT_PASSWORD|MINIO_SECRET_KEY)$/,
    program: /^minio$/,
    form: /^.{8,}/s,
    expected: '8 characters or more',
  },
  {
    name: /^(MINIO_ROOT_USER|MINIO_ACCESS_KEY)$/,
    program: /^minio$/,
    form: /^.{3,}/s,
    expected: '3 characters or more',
  },
  // https://docs.influxdata.com/influxdb/v2/install/use-docker-compose/
  { name: /^DOCKER_INFLUXDB_INIT_PASSWORD$/, form: /^.{8,72}$/s, expected: '8 to 72 characters' },
  // https://learn.microsoft.com/sql/relational-databases/security/password-policy
  // https://learn.microsoft.com/sql/linux/quickstart-install-connect-docker
  {
    name: /^(MSSQL_)?SA_PASSWORD$/,
    program: MSSQL,
    form: /^(?=.{8,128}$)((?=.*[a-z])(?=.*[A-Z])(?=.*(\d|[^A-Za-z\d]))|(?=.*\d)(?=.*[^A-Za-z\d])(?=.*[A-Za-z]))/s,
    expected: '8 characters or more, with three of lower case, upper case, digits and others',
  },
  // https://opensearch.org/docs/latest/security/configuration/demo-configuration/#setting-up-a-custom-admin-password
  {
    name: /^OPENSEARCH_INITIAL_ADMIN_PASSWORD$/,
    form: /^(?=.{8,})(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^A-Za-z\d])/s,
    expected: '8 characters or more, with lower case, upper case, a digit and another character',
  },
  // https://neo4j.com/docs/operations-manual/current/docker/introduction/#docker-auth
  {
    name: /^NEO4J_AUTH$/,
    from: 5,
    program: /^neo4j$/,
    form: /^(none|neo4j\/.{8,})$/s,
    expected: 'neo4j/ and 8 characters or more',
  },
  // https://postgrest.org/en/stable/references/configuration.html#jwt-secret
  { name: /^PGRST_JWT_SECRET$/, form: /^(@|\{|.{32,})/s, expected: '32 characters or more' },
  // https://www.meilisearch.com/docs/learn/self_hosted/configure_meilisearch_at_launch#master-key
  { name: /^MEILI_MASTER_KEY$/, program: /^meilisearch$/, form: /^.{16,}/s, expected: '16 characters or more' },
  // https://www.elastic.co/docs/reference/kibana/configuration-reference/security-settings
  {
    name: /^xpack[._](security|encryptedSavedObjects)[._]encryptionKey$/i,
    program: /^kibana$/,
    form: /^.{32,}/s,
    expected: '32 characters or more',
  },
  {
    name: /^elasticsearch[._]username$/i,
    program: /^kibana$/,
    from: 8,
    form: /^(?!elastic$)/,
    expected: '"kibana_system", since Kibana refuses the superuser',
  },
  // https://www.authelia.com/configuration/storage/introduction/#encryption_key
  { name: /^AUTHELIA_STORAGE_ENCRYPTION_KEY$/, form: /^.{20,}/s, expected: '20 characters or more' },
  // https://www.metabase.com/docs/latest/databases/encrypting-details-at-rest
  {
    name: /^MB_ENCRYPTION_SECRET_KEY$/,
    program: /^metabase$/,
    form: /^.{16,}/s,
    expected: '16 characters or more',
  },
  // https://github.com/plausible/community-edition/wiki/configuration: the cookies of Phoenix take a key of 64 bytes
  {
    name: /^SECRET_KEY_BASE$/,
    program: /^(plausible|community-edition|analytics)$/,
    beside: ['BASE_URL', 'CLICKHOUSE_DATABASE_URL'],
    form: /^.{64,}/s,
    expected: '64 characters or more',
  },
  // https://docs.getoutline.com/s/hosting/doc/docker-7pfeLP5a8t
  { name: /^SECRET_KEY$/, program: /^outline$/, form: /^[0-9a-f]{64}$/i, expected: '64 hexadecimal digits' },
  // https://guides.rubyonrails.org/security.html#custom-credentials
  { name: /^RAILS_MASTER_KEY$/, form: /^\s*[0-9a-f]{32}\s*$/i, expected: '32 hexadecimal digits' },
  // https://laravel.com/docs/encryption#configuration
  {
    name: /^APP_KEY$/,
    beside: [
      'DB_CONNECTION',
      'SESSION_DRIVER',
      'CACHE_STORE',
      'CACHE_DRIVER',
      'QUEUE_CONNECTION',
      'LOG_CHANNEL',
      'APP_DEBUG',
    ],
    form: /^(?![A-Za-z0-9+/]{43}=$|[A-Za-z0-9+/]{22}==$)/,
    expected: 'base64: before the key, since Laravel takes the letters themselves for a key otherwise',
  },
  {
    name: /^APP_KEY$/,
    form: /^(?!base64:)|^base64:([\w+/-]{43}=?|[\w+/-]{22}(==)?)$/,
    expected: 'base64: and 32 bytes, as php artisan key:generate writes the key',
  },
  // https://airflow.apache.org/docs/apache-airflow/stable/security/secrets/fernet.html
  {
    name: /^AIRFLOW__CORE__FERNET_KEY$/,
    form: /^[\w+/-]{43}=(,[\w+/-]{43}=)*$/,
    expected: '32 bytes as base64 (44 characters)',
  },
  // https://kafka.apache.org/documentation/#kraft_storage: the id of a cluster is a UUID in base64
  {
    name: /^(CLUSTER_ID|KAFKA_CLUSTER_ID|KAFKA_KRAFT_CLUSTER_ID)$/,
    program: /kafka$/,
    form: /^[\w+/-]{22}(==)?$/,
    expected: 'a UUID as base64 (22 characters)',
  },
];

export const SETTING_FORMS: readonly SettingForm[] = [...WORDS, ...UNITS, ...ADDRESSES, ...KEYS];
