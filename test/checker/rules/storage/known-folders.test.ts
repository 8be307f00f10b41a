import { describe, expect, test } from '@jest/globals';
import { knownFolders } from '../../../../lib/checker/rules/storage/known-folders';
import { judge } from '../judge';
import { object } from '../workloads';

describe('known-folders', () => {
  const pod = (image: string, path: string, volume = 'emptyDir: {}') =>
    object(
      'Deployment',
      'grafana',
      `template: { spec: { volumes: [{ name: sources, ${volume} }], containers: [{ name: grafana, image: "${image}", volumeMounts: [{ name: sources, mountPath: ${path} }] }] } }`,
    );
  const provisioning = '/etc/grafana/provisioning';

  test('finds a folder that the image does not read', () => {
    expect(judge(knownFolders, pod('grafana/grafana:11', `${provisioning}/datasource`))).toEqual([
      knownFolders.example,
    ]);
    expect(judge(knownFolders, pod('grafana/grafana:11', `${provisioning}/sources`))).toHaveLength(1);
    expect(judge(knownFolders, pod('postgres:16', '/docker-entrypoint-initdbs.d'))).toHaveLength(1);
    expect(judge(knownFolders, pod('grafana/grafana:11', `${provisioning}/datasources/prod`))).toEqual([]);
    expect(judge(knownFolders, pod('postgres:16', '/scripts'))).toEqual([]);
    expect(judge(knownFolders, pod('postgres:16', '/docker-entrypoint-init.d'))).toHaveLength(1);
    expect(judge(knownFolders, pod('postgres:16', '/docker-entrypoint-initdb.d'))).toEqual([]);
  });

  test('finds a file in such a folder', () => {
    const file = (path: string) => judge(knownFolders, pod('postgres:16', `${path}, subPath: a.sql`));
    expect(file('/docker-entrypoint-init.d/a.sql')).toHaveLength(1);
    expect(file('/docker-entrypoint-initdb.d/a.sql')).toEqual([]);
    expect(file('/docker-entrypoint.sh')).toEqual([]);
  });

  test.each([
    ['grafana/grafana-oss', '/var/lib/grafanna', '/var/lib/grafana'],
    ['grafana/grafana', '/var/lib/grafan/dashboards', '/var/lib/grafana/dashboards'],
    ['grafana/grafana', '/var/lib/grafan/plugins', '/var/lib/grafana/plugins'],
    ['mariadb', '/etc/mysqll/conf.d', '/etc/mysql/conf.d'],
    ['mysql', '/var/lib/mysqll', '/var/lib/mysql'],
    ['postgres', '/var/lib/postgres/data', '/var/lib/postgresql/data'],
    ['postgres', '/var/lib/postgressql', '/var/lib/postgresql'],
    ['nginx', '/etc/ngnix/conf.d', '/etc/nginx/conf.d'],
    ['nginx', '/etc/nginx/template', '/etc/nginx/templates'],
    ['nginx', '/usr/share/nginx/htlm', '/usr/share/nginx/html'],
    ['nginx', '/docker-entrypoints.d', '/docker-entrypoint.d'],
    ['nginx', '/var/caches/nginx', '/var/cache/nginx'],
    ['php', '/usr/locale/etc/php/conf.d', '/usr/local/etc/php/conf.d'],
    ['php', '/usr/local/etc/phpfpm.d', '/usr/local/etc/php-fpm.d'],
    ['php', '/var/www/htlm', '/var/www/html'],
    ['rabbitmq', '/etc/rabitmq', '/etc/rabbitmq'],
    ['rabbitmq', '/etc/rabitmq/conf.d', '/etc/rabbitmq/conf.d'],
    ['rabbitmq', '/etc/rabitmq/definitions', '/etc/rabbitmq/definitions'],
    ['rabbitmq', '/var/lib/rabitmq', '/var/lib/rabbitmq'],
    ['clickhouse/clickhouse-server', '/etc/clickhouse-servers/config.d', '/etc/clickhouse-server/config.d'],
    ['clickhouse/clickhouse-server', '/etc/clickhouse-server/user.d', '/etc/clickhouse-server/users.d'],
    ['clickhouse/clickhouse-server', '/var/lib/clikhouse', '/var/lib/clickhouse'],
    ['keycloak/keycloak', '/opt/keycloak/data/imports', '/opt/keycloak/data/import'],
    ['keycloak/keycloak', '/opt/keycloak/provider', '/opt/keycloak/providers'],
    ['keycloak/keycloak', '/opt/keycloak/theme', '/opt/keycloak/themes'],
    ['keycloak/keycloak', '/opt/keycloack/conf', '/opt/keycloak/conf'],
    ['logstash', '/usr/share/logstash/pipelines', '/usr/share/logstash/pipeline'],
    ['logstash', '/usr/share/logstash/configs', '/usr/share/logstash/config'],
    ['elasticsearch', '/usr/share/elastisearch/data', '/usr/share/elasticsearch/data'],
    ['opensearch', '/usr/share/opensearh/data', '/usr/share/opensearch/data'],
    ['redis', '/daat', '/data'],
    ['mongo', '/daat/db', '/data/db'],
    ['mongo', '/data/configd', '/data/configdb'],
    ['jenkins/jenkins', '/var/jenkins-home', '/var/jenkins_home'],
    ['eclipse-mosquitto', '/mosquito/config', '/mosquitto/config'],
    ['eclipse-mosquitto', '/mosquito/data', '/mosquitto/data'],
    ['eclipse-mosquitto', '/mosquito/log', '/mosquitto/log'],
    ['wordpress', '/var/www/htlm', '/var/www/html'],
    ['wordpress', '/var/www/htlm/wp-content', '/var/www/html/wp-content'],
    ['prom/prometheus', '/etc/promethues', '/etc/prometheus'],
    ['prom/prometheus', '/promethues', '/prometheus'],
    ['telegraf', '/etc/telegraph/telegraf.d', '/etc/telegraf/telegraf.d'],
    ['sonarqube', '/opt/sonarqub/data', '/opt/sonarqube/data'],
    ['sonarqube', '/opt/sonarqube/extension', '/opt/sonarqube/extensions'],
    ['sonarqube', '/opt/sonarqub/logs', '/opt/sonarqube/logs'],
  ])('in the image %s, %s is meant for %s', (image, slip, folder) => {
    expect(judge(knownFolders, pod(image, slip))[0]).toContain(`expected "${folder}", which ${image} reads`);
    expect(judge(knownFolders, pod(image, folder))).toEqual([]);
    expect(judge(knownFolders, pod('acme/api', slip))).toEqual([]);
  });
});
