import { describe, expect, test } from '@jest/globals';
import { redisKeysAllowed } from '../../../../lib/checker/rules/connections/redis-keys-allowed';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('redis-keys-allowed', () => {
  const server = (acl = 'user api on >x ~tok:* +@all') =>
    configMap('acl', `users.acl: "user default off\\n${acl}"`) +
    object('Service', 'redis', 'selector: { app: redis }, ports: [{ port: 6379 }]') +
    object(
      'StatefulSet',
      'redis',
      'template: { metadata: { labels: { app: redis } }, spec: { containers: [{ name: redis, image: redis, volumeMounts: [{ name: acl, mountPath: /acl }] }], volumes: [{ name: acl, configMap: { name: acl } }] } }',
    );
  const api = (prefix: string, env = '{ name: REDIS_HOST, value: redis }, { name: REDIS_USER, value: api }') =>
    object(
      'Deployment',
      'api',
      `template: { spec: { containers: [{ name: api, env: [{ name: REDIS_KEY_PREFIX, value: "${prefix}" }, ${env}] }] } }`,
    );
  const said = (yaml: string) => judge(redisKeysAllowed, yaml);

  test('finds keys that the ACL does not permit', () => {
    expect(said(server() + api('token:'))).toEqual([redisKeysAllowed.example]);
    expect(said(server() + api('tok:'))).toEqual([]);
    expect(said(server() + api('tok'))).toEqual([]);
    expect(said(server() + api('tok:a:'))).toEqual([]);
  });

  test.each(['user api on ~* +@all', 'user api on allkeys +@all', 'user api on %R~token:* ~x', 'user other on ~x'])(
    '%s permits them, or says nothing',
    (acl) => {
      expect(said(server(acl) + api('token:'))).toEqual([]);
    },
  );

  test('the user may stand in the URL, and another server has another ACL', () => {
    expect(said(server() + api('token:', '{ name: REDIS_URL, value: "redis://api:x@redis:6379" }'))).toHaveLength(1);
    expect(
      said(server() + api('token:', '{ name: REDIS_HOST, value: cache }, { name: REDIS_USER, value: api }')),
    ).toEqual([]);
    expect(said(server() + api('token:', '{ name: REDIS_HOST, value: redis }'))).toEqual([]);
    expect(said(server('user default on ~tok:*') + api('token:', '{ name: REDIS_HOST, value: redis }'))).toHaveLength(
      1,
    );
  });
});
