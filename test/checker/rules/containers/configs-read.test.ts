import { describe, expect, test } from '@jest/globals';
import { configsRead } from '../../../../lib/checker/rules/containers/configs-read';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('configs-read', () => {
  const cache = (container: string, path = '/usr/local/etc/redis', file = 'redis.conf') =>
    judge(
      configsRead,
      configMap('c', `"${file}": "a 1"`) +
        object(
          'Deployment',
          'cache',
          `template: { spec: { volumes: [{ name: c, configMap: { name: c } }], containers: [{ name: redis, ${container}, volumeMounts: [{ name: c, mountPath: ${path} }] }] } }`,
        ),
    );

  test('finds a file that nobody reads', () => {
    expect(cache('image: "redis:7"')).toEqual([configsRead.example]);
    expect(cache('image: "postgres:16"', '/etc/postgresql', 'postgresql.conf')).toHaveLength(1);
  });

  test.each([
    ['a command with the file', cache('image: "redis:7", args: [redis-server, /usr/local/etc/redis/redis.conf]')],
    [
      'a script that copies the folder',
      cache('image: "redis:7", command: [sh, -c, "cp /usr/local/etc/redis/* /data"]'),
    ],
    ['an image of others', cache('image: "acme/redis:7"')],
    ['the data folder', cache('image: "postgres:16"', '/var/lib/postgresql/data', 'postgresql.conf')],
    ['a file of another name', cache('image: "redis:7"', '/etc/app', 'users.acl')],
  ])('accepts %s', (_, found) => {
    expect(found).toEqual([]);
  });

  const mounted = (image: string, path: string, file: string, more = '', text = 'a 1') =>
    judge(
      configsRead,
      configMap('c', `"${file}": "${text}"`) +
        object(
          'Deployment',
          'edge',
          `template: { spec: { volumes: [{ name: c, configMap: { name: c } }], containers: [{ name: edge, image: "${image}", ${more} volumeMounts: [{ name: c, mountPath: ${path} }] }] } }`,
        ),
    );

  test('finds a file beside the place that the image reads', () => {
    expect(mounted('haproxy:3.0', '/etc/haproxy', 'haproxy.cfg')).toHaveLength(1);
    expect(mounted('haproxy:3.0', '/usr/local/etc/haproxy', 'haproxy.cfg')).toEqual([]);
    expect(mounted('haproxy:3.0', '/etc/haproxy', 'haproxy.cfg', 'args: [-f, /etc/haproxy/haproxy.cfg],')).toEqual([]);
    expect(mounted('mysql:8.4', '/etc/mysql/conf.d', 'my.cnf')).toEqual([]);
    expect(mounted('acme/haproxy:3.0', '/etc/haproxy', 'haproxy.cfg')).toEqual([]);
  });

  test('finds sources of Grafana beside the folder of provisioning', () => {
    const grafana = (path: string, text = 'datasources: []', more = '') =>
      mounted('grafana/grafana:11.1.0', path, 'ds.yaml', more, text);
    expect(grafana('/etc/grafana/datasources')).toHaveLength(1);
    expect(grafana('/etc/grafana/provisioning/datasources')).toEqual([]);
    expect(grafana('/etc/grafana/datasources', 'title: a')).toEqual([]);
    expect(grafana('/p/datasources', 'datasources: []', 'env: [{ name: GF_PATHS_PROVISIONING, value: /p }],')).toEqual(
      [],
    );
  });

  test.each([
    ['postgres:16', 'postgresql.conf', '-c config_file=/etc/app/postgresql.conf, since postgres reads'],
    ['postgis/postgis', 'postgresql.conf', '-c config_file=/etc/app/postgresql.conf'],
    ['valkey/valkey:8', 'valkey.conf', 'expected /etc/app/valkey.conf'],
    ['mongo:7', 'mongod.conf', '--config /etc/app/mongod.conf'],
    ['mongo:7', 'mongod.yaml', '--config /etc/app/mongod.yaml'],
  ])('%s reads %s where the command says so', (image, file, expected) => {
    expect(cache(`image: "${image}"`, '/etc/app', file)[0]).toContain(expected);
    expect(cache(`image: "${image}", args: [--file, /etc/app/${file}]`, '/etc/app', file)).toEqual([]);
  });

  const one = (container: string, more = '', script = 'run') =>
    judge(
      configsRead,
      configMap('c', `"redis.conf": "a 1", "start.sh": "${script}"`) +
        object(
          'Deployment',
          'cache',
          `template: { spec: { volumes: [{ name: c, configMap: { name: c } }], containers: [{ name: redis, image: redis, ${container} }] ${more} } }`,
        ),
    );
  const file = (subPath: string, mountPath = '/etc/app/redis.conf') =>
    `volumeMounts: [{ name: c, mountPath: ${mountPath}, subPath: ${subPath} }]`;

  test('a file may be mounted alone', () => {
    expect(one(file('redis.conf'))[0]).toContain('expected /etc/app/redis.conf, since redis reads');
    expect(one(file('start.sh', '/etc/app/start.sh'))).toEqual([]);
  });

  test.each([
    [
      'a command after the start',
      'lifecycle: { postStart: { exec: { command: [cp, /etc/app/redis.conf, /data] } } }, ',
    ],
    ['a variable', 'env: [{ name: CONFIG, value: /etc/app }], '],
  ])('%s may name the file', (_, more) => {
    expect(one(more + file('redis.conf'))).toEqual([]);
  });

  test('another container of the pod, and a mounted script, may name the folder', () => {
    const initial = ', initContainers: [{ name: copy, command: [cp, /etc/app/redis.conf, /data] }]';
    expect(one(file('redis.conf'), initial)).toEqual([]);
    const folder = 'volumeMounts: [{ name: c, mountPath: /etc/app }]';
    expect(one(folder)).toHaveLength(1);
    expect(one(folder, '', 'cp /etc/app/* /data')).toEqual([]);
  });

  test('says where an image reads', () => {
    expect(mounted('haproxy:3.0', '/etc/haproxy', 'haproxy.cfg')[0]).toMatch(
      /expected the file at \/usr\/local\/etc\/haproxy\/haproxy.cfg, where haproxy reads, or a command that names the file, received "\/etc\/haproxy\/haproxy.cfg"/,
    );
    expect(mounted('grafana/grafana:11.1.0', '/ds', 'ds.yaml', '', 'datasources: []')[0]).toContain(
      'expected the file below',
    );
    expect(mounted('haproxy:3.0', '/etc/haproxy', 'haproxy.cfg', 'args: [-f, /conf/other.cfg],')).toEqual([]);
    expect(
      mounted('grafana/grafana:11.1.0', '/ds', 'ds.yaml', 'args: [--config=/conf/a.ini],', 'datasources: []'),
    ).toHaveLength(1);
  });

  test.each([
    ['prom/prometheus', '/etc/prometheus/', 'prometheus.yml', ''],
    ['prom/alertmanager', '/etc/alertmanager/', 'alertmanager.yml', ''],
    ['prom/blackbox-exporter', '/etc/blackbox_exporter/', 'config.yml', ''],
    ['grafana/grafana-oss', '/etc/grafana/', 'grafana.ini', ''],
    ['grafana/loki', '/etc/loki/', 'local-config.yaml', ''],
    ['grafana/promtail', '/etc/promtail/', 'config.yml', ''],
    ['eclipse-mosquitto', '/mosquitto/config/', 'mosquitto.conf', ''],
    ['telegraf', '/etc/telegraf/', 'telegraf.conf', '/etc/telegraf/telegraf.d'],
    ['rabbitmq', '/etc/rabbitmq/', 'rabbitmq.conf', '/etc/rabbitmq/conf.d'],
    ['mysql', '/etc/mysql/conf.d/', 'my.cnf', '/etc/mysql'],
    ['mariadb', '/etc/mysql/conf.d/', 'my.cnf', '/etc'],
    ['caddy', '/etc/caddy/', 'Caddyfile', ''],
    ['traefik', '/etc/traefik/', 'traefik.yml', '/root/.config'],
    ['fluent/fluent-bit', '/fluent-bit/etc/', 'fluent-bit.conf', '/fluent-bit/etc/conf'],
    ['fluent/fluentd', '/fluentd/etc/', 'fluent.conf', ''],
    ['timberio/vector', '/etc/vector/', 'vector.yaml', ''],
    ['envoyproxy/envoy', '/etc/envoy/', 'envoy.yaml', ''],
    ['httpd', '/usr/local/apache2/conf/', 'httpd.conf', ''],
    ['nginx', '/etc/nginx/', 'nginx.conf', '/etc/nginx/conf.d'],
    ['elasticsearch', '/usr/share/elasticsearch/config/', 'elasticsearch.yml', ''],
    ['kibana', '/usr/share/kibana/config/', 'kibana.yml', ''],
    ['logstash/logstash', '/usr/share/logstash/config/', 'logstash.yml', ''],
    ['php', '/usr/local/etc/php/', 'php.ini', '/usr/local/etc/php/conf.d'],
    ['varnish', '/etc/varnish/', 'default.vcl', ''],
    ['otel/opentelemetry-collector-contrib', '/etc/otelcol-contrib/', 'config.yaml', ''],
    ['otel/opentelemetry-collector', '/etc/otelcol/', 'config.yaml', ''],
    ['nats', '/etc/nats/', 'nats-server.conf', ''],
    ['koenkk/zigbee2mqtt', '/app/data/', 'configuration.yaml', ''],
    ['homeassistant/home-assistant', '/config/', 'configuration.yaml', ''],
    ['authelia/authelia', '/config/', 'configuration.yml', ''],
    ['edoburu/pgbouncer', '/etc/pgbouncer/', 'pgbouncer.ini', ''],
  ])('%s reads %s%s', (image, folder, file, other) => {
    expect(mounted(image, '/srv/own', file)[0]).toContain(
      `expected the file at ${folder}${file}, where ${image} reads, or a command that names the file, received "/srv/own/${file}"`,
    );
    expect(mounted(image, folder.slice(0, -1), file)).toEqual([]);
    if (other !== '') expect(mounted(image, other, file)).toEqual([]);
    expect(mounted(image, '/srv/own', `other-${file}`)).toEqual([]);
  });

  test('Grafana reads sources and dashboards by their own keys', () => {
    const grafana = (path: string, text: string, more = '') => mounted('grafana/grafana', path, 'a.yaml', more, text);
    expect(grafana('/p', 'providers: []')[0]).toContain('expected the file below /etc/grafana/provisioning/dashboards');
    expect(grafana('/etc/grafana/provisioning/dashboards', 'providers: []')).toEqual([]);
    expect(grafana('/p', 'a: 1\\ndatasources: []')[0]).toContain('below /etc/grafana/provisioning/datasources');
    expect(grafana('/p', 'providers: []', 'args: [--provisioning=/p],')).toEqual([]);
  });
});
