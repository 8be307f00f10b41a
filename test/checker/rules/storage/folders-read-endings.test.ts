import { describe, expect, test } from '@jest/globals';
import { foldersReadEndings } from '../../../../lib/checker/rules/storage/folders-read-endings';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('folders-read-endings', () => {
  const db = (file: string, mount = 'mountPath: /docker-entrypoint-initdb.d') =>
    object(
      'Deployment',
      'db',
      `template: { spec: { volumes: [{ name: init, configMap: { name: init } }], containers: [{ name: db, image: "mongo:7", volumeMounts: [{ name: init, ${mount} }] }] } }`,
    ) + configMap('init', `"${file}": "{}"`);

  test('finds files that the image passes over', () => {
    expect(judge(foldersReadEndings, db('users.json'))).toEqual([foldersReadEndings.example]);
    const one = 'mountPath: /docker-entrypoint-initdb.d/users.json, subPath: users.json';
    expect(judge(foldersReadEndings, db('users.json', one))).toHaveLength(1);
  });

  test('accepts files that the image reads, and other folders', () => {
    expect(judge(foldersReadEndings, db('users.js'))).toEqual([]);
    expect(judge(foldersReadEndings, db('users.json', 'mountPath: /data/import'))).toEqual([]);
  });

  const spring = (file: string, more = '') =>
    object(
      'Deployment',
      'api',
      `template: { spec: { volumes: [{ name: config, configMap: { name: config } }], containers: [{ name: api, ${more} volumeMounts: [{ name: config, mountPath: /config }] }] } }`,
    ) + configMap('config', `"${file}": "spring:\\n  datasource: {}"`);

  test('finds a configuration of Spring Boot under another name', () => {
    expect(judge(foldersReadEndings, spring('shop.yaml'))[0]).toContain('Spring Boot reads no other name');
    expect(judge(foldersReadEndings, spring('application.yaml'))).toEqual([]);
    expect(judge(foldersReadEndings, spring('application-prod.yaml'))).toEqual([]);
    expect(
      judge(
        foldersReadEndings,
        spring('shop.yaml', 'env: [{ name: SPRING_CONFIG_IMPORT, value: "file:/config/shop.yaml" }],'),
      ),
    ).toEqual([]);
  });

  test.each([
    ['postgres', '/docker-entrypoint-initdb.d', 'a.sql.zst', '.sh, .sql, .sql.gz, .sql.xz or .sql.zst'],
    ['mariadb', '/docker-entrypoint-initdb.d', 'a.sql.bz2', '.sh, .sql, .sql.gz, .sql.xz or .sql.zst'],
    ['mongo', '/docker-entrypoint-initdb.d', 'a.sh', '.sh or .js'],
    ['mysql', '/etc/mysql/conf.d', 'a.cnf', '.cnf'],
    ['openresty/openresty', '/etc/nginx/conf.d', 'a.conf', '.conf'],
    ['nginx', '/etc/nginx/templates', 'a.template', '.template'],
    ['php', '/usr/local/etc/php/conf.d', 'a.ini', '.ini'],
    ['php', '/usr/local/etc/php-fpm.d', 'a.conf', '.conf'],
    ['rabbitmq', '/etc/rabbitmq/conf.d', 'a.conf', '.conf'],
    ['clickhouse/clickhouse-server', '/etc/clickhouse-server/users.d', 'a.xml', '.xml or .yaml'],
    ['logstash', '/usr/share/logstash/pipeline', 'a.conf', '.conf'],
    ['grafana/grafana', '/etc/grafana/provisioning/alerting', 'a.yml', '.yaml or .yml'],
    ['telegraf', '/etc/telegraf/telegraf.d', 'a.conf', '.conf'],
    ['keycloak/keycloak', '/opt/keycloak/data/import', 'a.json', '.json'],
    ['supervisord', '/etc/supervisor/conf.d', 'a.conf', '.conf'],
  ])('%s reads from %s files such as %s', (image, folder, file, endings) => {
    const mounted = (key: string) =>
      judge(foldersReadEndings, db(key, `mountPath: ${folder}`).replace('mongo:7', image));
    expect(mounted('a.txt')[0]).toContain(`that end in ${endings}, since`);
    expect(mounted(file)).toEqual([]);
  });
});
