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
});
