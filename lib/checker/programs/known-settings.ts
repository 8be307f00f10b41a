/** The variables of an image, by the last part of the image's name. Other variables of the image may exist. */
export const VARIABLES: readonly (readonly [image: RegExp, start: string, ends: string])[] = [
  // https://hub.docker.com/_/postgres
  [/^(postgres|postgis|timescaledb|pgvector)$/, 'POSTGRES_', 'USER PASSWORD DB INITDB_ARGS HOST_AUTH_METHOD'],
  // https://hub.docker.com/_/mysql, https://hub.docker.com/_/mariadb
  [/^(mysql|mariadb|percona)$/, 'MYSQL_', 'ROOT_PASSWORD DATABASE USER PASSWORD PWD'],
  [/^mariadb$/, 'MARIADB_', 'ROOT_PASSWORD DATABASE USER PASSWORD'],
  // https://hub.docker.com/_/mongo, https://hub.docker.com/_/mongo-express
  [/^mongo$/, 'MONGO_INITDB_', 'ROOT_USERNAME ROOT_PASSWORD DATABASE'],
  [
    /^mongo-express$/,
    'ME_CONFIG_',
    'MONGODB_URL MONGODB_SERVER MONGODB_ADMINUSERNAME MONGODB_ADMINPASSWORD BASICAUTH_USERNAME BASICAUTH_PASSWORD',
  ],
  // https://www.rabbitmq.com/docs/configure#supported-environment-variables
  [/^rabbitmq$/, 'RABBITMQ_', 'DEFAULT_USER DEFAULT_PASS DEFAULT_VHOST ERLANG_COOKIE'],
  // https://min.io/docs/minio/linux/reference/minio-server/settings/root-credentials.html
  [/^minio$/, 'MINIO_', 'ROOT_USER ROOT_PASSWORD'],
  // https://hub.docker.com/_/wordpress
  [/^wordpress$/, 'WORDPRESS_', 'DB_HOST DB_USER DB_PASSWORD DB_NAME TABLE_PREFIX'],
  // https://www.keycloak.org/server/all-config
  [
    /^keycloak$/,
    'KC_',
    'DB DB_URL DB_URL_HOST DB_URL_PORT DB_URL_DATABASE DB_USERNAME DB_PASSWORD DB_SCHEMA HOSTNAME HTTP_ENABLED PROXY_HEADERS HEALTH_ENABLED METRICS_ENABLED CACHE_STACK BOOTSTRAP_ADMIN_USERNAME BOOTSTRAP_ADMIN_PASSWORD',
  ],
  // https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/
  [
    /^grafana(-oss|-enterprise)?$/,
    'GF_',
    'SECURITY_ADMIN_USER SECURITY_ADMIN_PASSWORD DATABASE_TYPE DATABASE_HOST DATABASE_NAME DATABASE_USER DATABASE_PASSWORD SERVER_ROOT_URL SERVER_DOMAIN SERVER_HTTP_PORT PATHS_DATA AUTH_ANONYMOUS_ENABLED',
  ],
  // https://github.com/docker-library/docs/tree/master/nextcloud
  [/^nextcloud$/, 'NEXTCLOUD_', 'ADMIN_USER ADMIN_PASSWORD TRUSTED_DOMAINS'],
  [/^nextcloud$/, 'POSTGRES_', 'HOST DB USER PASSWORD'],
  [/^nextcloud$/, 'MYSQL_', 'HOST DATABASE USER PASSWORD'],
  // https://docs.n8n.io/hosting/configuration/environment-variables/database/
  [/^n8n$/, 'DB_POSTGRESDB_', 'HOST PORT DATABASE USER PASSWORD SCHEMA'],
  [/^n8n$/, 'N8N_', 'ENCRYPTION_KEY HOST PORT PROTOCOL'],
  // https://ghost.org/docs/config/
  [/^ghost$/, 'database__', 'client connection__host connection__user connection__password connection__database'],
  // https://docs.gitea.com/installation/install-with-docker
  [/^(gitea|forgejo)$/, 'GITEA__database__', 'DB_TYPE HOST NAME USER PASSWD'],
  [/^(gitea|forgejo)$/, 'GITEA__server__', 'DOMAIN ROOT_URL HTTP_PORT SSH_DOMAIN SSH_PORT'],
  [/^forgejo$/, 'FORGEJO__database__', 'DB_TYPE HOST NAME USER PASSWD'],
  // https://docs.goauthentik.io/install-config/configuration/
  [/^server$/, 'AUTHENTIK_POSTGRESQL__', 'HOST PORT NAME USER PASSWORD'],
  // https://airflow.apache.org/docs/apache-airflow/stable/configurations-ref.html
  [/^airflow$/, 'AIRFLOW__DATABASE__', 'SQL_ALCHEMY_CONN'],
  [/^airflow$/, 'AIRFLOW__CORE__', 'EXECUTOR FERNET_KEY LOAD_EXAMPLES DAGS_FOLDER'],
  [/^airflow$/, 'AIRFLOW__CELERY__', 'BROKER_URL RESULT_BACKEND'],
  // https://linkding.link/options/
  [
    /^linkding$/,
    'LD_',
    'SUPERUSER_NAME SUPERUSER_PASSWORD DB_ENGINE DB_HOST DB_PORT DB_DATABASE DB_USER DB_PASSWORD CSRF_TRUSTED_ORIGINS',
  ],
  // https://docs.paperless-ngx.com/configuration/
  [
    /^paperless-ngx$/,
    'PAPERLESS_',
    'REDIS DBENGINE DBHOST DBPORT DBNAME DBUSER DBPASS SECRET_KEY URL TIME_ZONE ADMIN_USER ADMIN_PASSWORD',
  ],
  // https://hub.docker.com/_/matomo
  [/^matomo$/, 'MATOMO_DATABASE_', 'HOST USERNAME PASSWORD DBNAME TABLES_PREFIX ADAPTER'],
  // https://www.metabase.com/docs/latest/configuring-metabase/environment-variables
  [/^metabase$/, 'MB_', 'DB_TYPE DB_HOST DB_PORT DB_DBNAME DB_USER DB_PASS DB_CONNECTION_URI ENCRYPTION_SECRET_KEY'],
  // https://docs.sonarsource.com/sonarqube-server/latest/setup-and-upgrade/configure-and-operate-a-server/environment-variables/
  [/^sonarqube$/, 'SONAR_JDBC_', 'URL USERNAME PASSWORD'],
  // https://hub.docker.com/_/redmine
  [/^redmine$/, 'REDMINE_', 'DB_POSTGRES DB_MYSQL DB_USERNAME DB_PASSWORD DB_DATABASE DB_PORT SECRET_KEY_BASE'],
  // https://www.pgadmin.org/docs/pgadmin4/latest/container_deployment.html, https://hub.docker.com/_/phpmyadmin
  [/^pgadmin4$/, 'PGADMIN_DEFAULT_', 'EMAIL PASSWORD'],
  [/^phpmyadmin$/, 'PMA_', 'HOST HOSTS PORT PORTS USER PASSWORD'],
  // https://hub.docker.com/_/influxdb, https://hub.docker.com/_/couchdb
  [/^influxdb$/, 'DOCKER_INFLUXDB_INIT_', 'MODE USERNAME PASSWORD ORG BUCKET ADMIN_TOKEN RETENTION'],
  [/^couchdb$/, 'COUCHDB_', 'USER PASSWORD'],
  // https://hub.docker.com/r/clickhouse/clickhouse-server
  [/^clickhouse-server$/, 'CLICKHOUSE_', 'USER PASSWORD DB'],
  // https://github.com/dani-garcia/vaultwarden/blob/main/.env.template
  [/^vaultwarden$/, 'SMTP_', 'HOST FROM USERNAME PASSWORD PORT SECURITY'],
  // https://docs.requarks.io/install/docker
  [/^wiki$/, 'DB_', 'TYPE HOST PORT USER PASS NAME'],
  // https://directus.io/docs/configuration/database
  [/^directus$/, 'DB_', 'CLIENT HOST PORT DATABASE USER PASSWORD'],
  // https://docs.joinmastodon.org/admin/config/
  [/^mastodon(-streaming)?$/, 'DB_', 'HOST PORT USER NAME PASS'],
  // https://www.elastic.co/docs/deploy-manage/deploy/self-managed/install-kibana-with-docker
  [/^kibana$/, 'ELASTICSEARCH_', 'HOSTS USERNAME PASSWORD SERVICEACCOUNTTOKEN'],
  // https://developer.konghq.com/gateway/configuration/
  [/^kong$/, 'KONG_', 'DATABASE PG_HOST PG_PORT PG_USER PG_PASSWORD PG_DATABASE PROXY_LISTEN ADMIN_LISTEN'],
  // https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview
  [
    /^oauth2-proxy$/,
    'OAUTH2_PROXY_',
    'CLIENT_ID CLIENT_SECRET COOKIE_SECRET COOKIE_SECURE UPSTREAMS EMAIL_DOMAINS OIDC_ISSUER_URL PROVIDER REDIRECT_URL HTTP_ADDRESS REVERSE_PROXY',
  ],
  // https://kafka.apache.org/documentation/#brokerconfigs
  [
    /kafka$/,
    'KAFKA_',
    'ADVERTISED_LISTENERS LISTENERS NODE_ID PROCESS_ROLES CONTROLLER_QUORUM_VOTERS CONTROLLER_LISTENER_NAMES LISTENER_SECURITY_PROTOCOL_MAP INTER_BROKER_LISTENER_NAME OFFSETS_TOPIC_REPLICATION_FACTOR',
  ],
];

/** The options of a program. Other options of the program may exist. */
export const OPTIONS: readonly (readonly [program: RegExp, names: string])[] = [
  // https://prometheus.io/docs/prometheus/latest/command-line/prometheus/
  [
    /^prometheus$/,
    'config.file storage.tsdb.path storage.tsdb.retention.time storage.tsdb.retention.size web.enable-lifecycle web.external-url web.route-prefix web.listen-address web.config.file',
  ],
  // https://prometheus.io/docs/alerting/latest/alertmanager/, https://github.com/prometheus/node_exporter
  [
    /^alertmanager$/,
    'config.file storage.path web.external-url web.listen-address cluster.peer cluster.listen-address',
  ],
  [/^node-exporter$/, 'path.procfs path.sysfs path.rootfs web.listen-address'],
  // https://grafana.com/docs/loki/latest/configure/
  [/^(loki|promtail|tempo|mimir)$/, 'config.file config.expand-env target'],
  // https://etcd.io/docs/latest/op-guide/configuration/
  [
    /^etcd$/,
    'data-dir listen-client-urls advertise-client-urls listen-peer-urls initial-advertise-peer-urls initial-cluster initial-cluster-state initial-cluster-token',
  ],
  // https://www.mongodb.com/docs/manual/reference/program/mongod/
  [/^mongod?$/, 'replSet bind_ip bind_ip_all dbpath keyFile wiredTigerCacheSizeGB'],
  // https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview
  [
    /^oauth2-proxy$/,
    'http-address upstream email-domain cookie-secret client-id client-secret provider oidc-issuer-url redirect-url reverse-proxy',
  ],
  // https://min.io/docs/minio/linux/reference/minio-server/minio-server.html
  [/^minio$/, 'console-address address'],
  // https://docs.gunicorn.org/en/stable/settings.html, https://www.uvicorn.org/settings/
  [
    /^gunicorn$/,
    'bind workers worker-class timeout threads access-logfile error-logfile log-level max-requests graceful-timeout',
  ],
  [/^uvicorn$/, 'host port workers proxy-headers forwarded-allow-ips log-level root-path'],
  // https://redis.io/docs/latest/operate/oss_and_stack/management/config/
  [/^redis-server$/, 'appendonly requirepass maxmemory maxmemory-policy replicaof masterauth protected-mode'],
  // https://www.keycloak.org/server/all-config
  [
    /^(keycloak|kc\.sh)$/,
    'hostname http-enabled proxy-headers health-enabled metrics-enabled optimized import-realm cache-stack',
  ],
];

/** Variables of a path: the image, the beginning, the form with the right number of underscores between the parts. */
export const PATHS: readonly (readonly [image: RegExp, start: RegExp, form: RegExp, expected: string])[] = [
  // https://docs.gitea.com/installation/install-with-docker#managing-deployments-with-environment-variables
  [/^(gitea|forgejo)$/, /^(GITEA|FORGEJO)__/, /^(GITEA|FORGEJO)__.*__./, 'GITEA__section__KEY'],
  // https://airflow.apache.org/docs/apache-airflow/stable/howto/set-config.html
  [/^airflow$/, /^AIRFLOW__/, /^AIRFLOW__.+__./, 'AIRFLOW__SECTION__KEY'],
  [
    /^airflow$/,
    /^AIRFLOW_(API|CELERY|CORE|DATABASE|EMAIL|KUBERNETES|LOGGING|METRICS|SCHEDULER|SECRETS|SMTP|WEBSERVER)_/,
    /^\b$/,
    'AIRFLOW__SECTION__KEY',
  ],
  // https://docs.goauthentik.io/install-config/configuration/, https://ghost.org/docs/config/#running-ghost-with-config-env-variables
  [/^server$/, /^AUTHENTIK_(POSTGRESQL|REDIS|EMAIL)_/, /^AUTHENTIK_[A-Z]+__./, 'AUTHENTIK_SECTION__KEY'],
  [/^ghost$/, /^(database|mail|logging|paths)_/, /^[a-z]+__./, 'section__key'],
  // https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.typesafe-configuration-properties.relaxed-binding.environment-variables
  [/./, /^SPRING__/, /^\b$/, 'SPRING_SECTION_KEY'],
  // https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#override-configuration-with-environment-variables
  [/^grafana(-oss|-enterprise)?$/, /^GF__/, /^\b$/, 'GF_SECTION_KEY'],
];
