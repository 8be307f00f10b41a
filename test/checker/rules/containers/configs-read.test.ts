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
});
