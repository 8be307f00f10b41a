import { describe, expect, test } from '@jest/globals';
import { settingsKnown } from '../../../../lib/checker/rules/containers/settings-known';
import { judge } from '../judge';
import { object } from '../workloads';

describe('settings-known', () => {
  const sso = (container: string) =>
    judge(
      settingsKnown,
      object('Deployment', 'sso', `template: { spec: { containers: [{ name: sso, ${container} }] } }`),
    );
  const variables = (image: string, ...names: string[]) =>
    sso(`image: "${image}", env: [${names.map((name) => `{ name: ${name}, value: x }`).join()}]`);

  test('finds a variable of nearly the name', () => {
    expect(variables('quay.io/keycloak/keycloak:25.0', 'KC_DB_USER')).toEqual([settingsKnown.example]);
    expect(variables('postgres:16', 'POSTGRES_DATABASE')).toHaveLength(1);
    expect(variables('gitea/gitea:1.22', 'GITEA__database__PASSWORD')).toHaveLength(1);
    expect(variables('docker.elastic.co/kibana/kibana:8.15.0', 'ELASTICSEARCH_HOST')).toHaveLength(1);
  });

  test.each([
    ['gitea/gitea:1.22', 'GITEA__mailer_ENABLED', 'GITEA__mailer__ENABLED'],
    ['apache/airflow:2.10', 'AIRFLOW__WEBSERVER_PORT', 'AIRFLOW__WEBSERVER__PORT'],
    ['apache/airflow:2.10', 'AIRFLOW_WEBSERVER_PORT', 'AIRFLOW_CONN_SHOP'],
    ['ghcr.io/goauthentik/server:2024.8', 'AUTHENTIK_REDIS_HOST', 'AUTHENTIK_REDIS__HOST'],
    ['ghost:5', 'mail_transport', 'mail__transport'],
    ['acme/api:1', 'SPRING__DATASOURCE__URL', 'SPRING_DATASOURCE_URL'],
    ['grafana/grafana:11.2', 'GF__SERVER__ROOT_URL', 'GF_SERVER_ROOT_URL'],
  ])('finds the path of a setting of %s with other underscores: %s', (image, wrong, right) => {
    expect(variables(image, wrong)).toHaveLength(1);
    expect(variables(image, right)).toEqual([]);
  });

  test('says once what is wrong with the name of a path', () => {
    expect(variables('gitea/gitea:1.22', 'GITEA__database_HOST')).toEqual([
      expect.stringContaining('expected "GITEA__database__HOST", which gitea reads'),
    ]);
  });

  test('finds an option of nearly the name', () => {
    expect(sso('image: "prom/prometheus:v2", args: ["--config.flie=/etc/p.yml"]')[0]).toContain(
      'expected --config.file, an option of prometheus',
    );
    expect(sso('image: "acme/api:1", command: [gunicorn, --wrokers, "4", app]')).toHaveLength(1);
  });

  test.each([
    ['both names', variables('quay.io/keycloak/keycloak:25.0', 'KC_DB_USER', 'KC_DB_USERNAME')],
    ['a file with the value', variables('postgres:16', 'POSTGRES_PASSWORD_FILE')],
    ['another variable of the program', variables('quay.io/keycloak/keycloak:25.0', 'KC_LOG_LEVEL')],
    ['the path of another program', variables('acme/api:1', 'GITEA__mailer_ENABLED', 'AIRFLOW_WEBSERVER_PORT')],
    ['the same variable of another program', variables('acme/api:1', 'POSTGRES_DATABASE')],
    ['the variable of a client', variables('mysql:8', 'MYSQL_PWD')],
    ['the beginning of an option', sso('image: "acme/api:1", command: [gunicorn, --work, "4"]')],
  ])('accepts %s', (_, found) => {
    expect(found).toEqual([]);
  });

  test('finds one underscore between the parts of a path', () => {
    expect(variables('gitea/gitea:1.22', 'GITEA_database_PASSWD')[0]).toContain('"GITEA__database__PASSWD"');
    expect(variables('apache/airflow:2.10', 'AIRFLOW_CORE_EXECUTOR')).toHaveLength(1);
    expect(variables('gitea/gitea:1.22', 'GITEA_WORK_DIR')).toEqual([]);
  });

  test.each([
    ['postgres', 'POSTGRES_PASSWRD', 'POSTGRES_PASSWORD'],
    ['percona', 'MYSQL_ROOT_PASSWD', 'MYSQL_ROOT_PASSWORD'],
    ['mariadb', 'MARIADB_ROOT_PASS', 'MARIADB_ROOT_PASSWORD'],
    ['mongo', 'MONGO_INITDB_ROOT_USER', 'MONGO_INITDB_ROOT_USERNAME'],
    ['mongo-express', 'ME_CONFIG_MONGODB_URI', 'ME_CONFIG_MONGODB_URL'],
    ['rabbitmq', 'RABBITMQ_DEFAULT_PASSWORD', 'RABBITMQ_DEFAULT_PASS'],
    ['minio/minio', 'MINIO_ROOT_PASS', 'MINIO_ROOT_PASSWORD'],
    ['wordpress', 'WORDPRESS_DB_USERNAME', 'WORDPRESS_DB_USER'],
    ['grafana/grafana', 'GF_SECURITY_ADMIN_PASS', 'GF_SECURITY_ADMIN_PASSWORD'],
    ['nextcloud', 'NEXTCLOUD_ADMIN_PASS', 'NEXTCLOUD_ADMIN_PASSWORD'],
    ['nextcloud', 'POSTGRES_HOSTNAME', 'POSTGRES_HOST'],
    ['nextcloud', 'MYSQL_HOSTNAME', 'MYSQL_HOST'],
    ['n8nio/n8n', 'DB_POSTGRESDB_USERNAME', 'DB_POSTGRESDB_USER'],
    ['n8nio/n8n', 'N8N_ENCRYTION_KEY', 'N8N_ENCRYPTION_KEY'],
    ['ghost', 'database__connection__pass', 'database__connection__password'],
    ['gitea/gitea', 'GITEA__server__ROOT_URI', 'GITEA__server__ROOT_URL'],
    ['forgejo', 'FORGEJO__database__PASSWORD', 'FORGEJO__database__PASSWD'],
    ['goauthentik/server', 'AUTHENTIK_POSTGRESQL__USERNAME', 'AUTHENTIK_POSTGRESQL__USER'],
    ['apache/airflow', 'AIRFLOW__DATABASE__SQL_ALCHEMY_CON', 'AIRFLOW__DATABASE__SQL_ALCHEMY_CONN'],
    ['apache/airflow', 'AIRFLOW__CORE__FERNETKEY', 'AIRFLOW__CORE__FERNET_KEY'],
    ['apache/airflow', 'AIRFLOW__CELERY__BROKER_URI', 'AIRFLOW__CELERY__BROKER_URL'],
    ['sissbruecker/linkding', 'LD_SUPERUSER_PASS', 'LD_SUPERUSER_PASSWORD'],
    ['paperless-ngx', 'PAPERLESS_ADMIN_PASS', 'PAPERLESS_ADMIN_PASSWORD'],
    ['matomo', 'MATOMO_DATABASE_PASS', 'MATOMO_DATABASE_PASSWORD'],
    ['metabase/metabase', 'MB_DB_PASSWORD', 'MB_DB_PASS'],
    ['sonarqube', 'SONAR_JDBC_PASS', 'SONAR_JDBC_PASSWORD'],
    ['redmine', 'REDMINE_DB_PASS', 'REDMINE_DB_PASSWORD'],
    ['dpage/pgadmin4', 'PGADMIN_DEFAULT_PASS', 'PGADMIN_DEFAULT_PASSWORD'],
    ['phpmyadmin', 'PMA_PASS', 'PMA_PASSWORD'],
    ['influxdb', 'DOCKER_INFLUXDB_INIT_USER', 'DOCKER_INFLUXDB_INIT_USERNAME'],
    ['couchdb', 'COUCHDB_PASS', 'COUCHDB_PASSWORD'],
    ['clickhouse/clickhouse-server', 'CLICKHOUSE_PASS', 'CLICKHOUSE_PASSWORD'],
    ['requarks/wiki', 'DB_PASSWORD', 'DB_PASS'],
    ['directus/directus', 'DB_PASS', 'DB_PASSWORD'],
    ['mastodon/mastodon', 'DB_PASSWORD', 'DB_PASS'],
    ['kong', 'KONG_PG_PASS', 'KONG_PG_PASSWORD'],
    ['oauth2-proxy/oauth2-proxy', 'OAUTH2_PROXY_CLIENT_SECRT', 'OAUTH2_PROXY_CLIENT_SECRET'],
    ['apache/kafka', 'KAFKA_ADVERTISED_LISTENER', 'KAFKA_ADVERTISED_LISTENERS'],
  ])('%s does not read %s, but %s', (image, name, meant) => {
    expect(variables(image, name)[0]).toContain(`expected "${meant}", which`);
    expect(variables(image, meant)).toEqual([]);
    expect(variables('acme/api', name)).toEqual([]);
  });

  test.each([
    ['alertmanager', 'storage.pth', 'storage.path'],
    ['node-exporter', 'path.porcfs', 'path.procfs'],
    ['loki', 'config.fiel', 'config.file'],
    ['etcd', 'data-dri', 'data-dir'],
    ['mongod', 'keyFiel', 'keyFile'],
    ['oauth2-proxy', 'email-domian', 'email-domain'],
    ['minio', 'console-adress', 'console-address'],
    ['uvicorn', 'prot', 'port'],
    ['redis-server', 'requierpass', 'requirepass'],
    ['kc.sh', 'hostnmae', 'hostname'],
  ])('%s has no option --%s, but --%s', (command, slip, meant) => {
    const told = (option: string) => sso(`image: acme/api, command: [${command}, --${option}, a]`);
    expect(told(slip)[0]).toContain(`expected --${meant}, an option of`);
    expect(told(meant)).toEqual([]);
  });
});
