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
});
