import { describe, expect, test } from '@jest/globals';
import { membersAuthenticate } from '../../../../lib/checker/rules/connections/members-authenticate';
import { judge } from '../judge';
import { object } from '../workloads';

describe('members-authenticate', () => {
  const set = (container: string, replicas = 3) =>
    judge(
      membersAuthenticate,
      object(
        'StatefulSet',
        'db',
        `replicas: ${replicas}, template: { spec: { containers: [{ name: db, ${container} }] } }`,
      ),
    );
  const redis = (args: string, replicas = 3) => set(`image: "redis:7", args: [redis-server, ${args}]`, replicas);

  test('finds replicas without the password of their master', () => {
    expect(redis('--requirepass, $(PASSWORD), --replicaof, redis-0 6379')).toEqual([membersAuthenticate.example]);
    expect(redis('--requirepass, $(PASSWORD), --masterauth, $(PASSWORD), --replicaof, redis-0 6379')).toEqual([]);
    expect(redis('--requirepass, $(PASSWORD)')).toEqual([]);
    expect(redis('--requirepass, $(PASSWORD), --replicaof, redis-0 6379', 1)).toEqual([]);
  });

  test('finds a replica set without a key, and nodes without TLS', () => {
    expect(set('image: "mongo:7", args: [--replSet, rs0, --auth]')).toHaveLength(1);
    expect(set('image: "mongo:7", args: [--replSet, rs0, --keyFile, /key]')).toEqual([]);
    const elastic = (more: string) =>
      set(`image: "elasticsearch:8.15.0", env: [{ name: xpack.security.enabled, value: "true" } ${more}]`);
    expect(elastic('')).toHaveLength(1);
    expect(elastic(', { name: xpack.security.transport.ssl.enabled, value: "true" }')).toEqual([]);
  });

  const pod = (container: string, more = '', kind = 'StatefulSet', replicas = 2) =>
    object(
      kind,
      'db',
      `replicas: ${replicas}, template: { spec: { containers: [{ name: db, ${container} }] ${more} } }`,
    );
  const asks = 'image: redis, args: [redis-server, --requirepass, x, --replicaof, redis-0 6379]';
  const config = (text: string, file = 'redis.conf') =>
    `---\n${JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { [file]: text } })}\n`;
  const mounted = ', volumes: [{ name: c, configMap: { name: c } }]';
  const mount = ', volumeMounts: [{ name: c, mountPath: /c }]';

  test('two members are a cluster, and pods of a Deployment are none', () => {
    expect(judge(membersAuthenticate, pod(asks))).toHaveLength(1);
    expect(judge(membersAuthenticate, pod(asks, '', 'Deployment'))).toEqual([]);
    expect(judge(membersAuthenticate, pod('image: nginx'))).toEqual([]);
  });

  test.each([
    ['a variable', `${asks}, env: [{ name: REDIS_ARGS, value: --masterauth x }]`, '', ''],
    ['variables of an object', `${asks}, envFrom: [{ secretRef: { name: s } }]`, '', ''],
    ['a file', asks + mount, mounted, config('masterauth x')],
    ['a ConfigMap of elsewhere', asks + mount, mounted, ''],
    ['another container', `${asks} }, { name: other, args: [--masterauth, x]`, '', ''],
    ['variables of another container', `${asks} }, { name: other, envFrom: [{ secretRef: { name: s } }]`, '', ''],
  ])('%s may hold the secret', (_, container, more, made) => {
    expect(judge(membersAuthenticate, pod(container, more) + made)).toEqual([]);
  });

  test.each([
    ['a comment', asks + mount, mounted, config('# masterauth x\nport 6379')],
    ['another file', asks + mount, mounted, config('port 6379')],
    ['a volume of another kind', asks, ', volumes: [{ name: c, emptyDir: {} }]', ''],
    [
      'a setting in a file',
      `image: redis, args: [redis-server, /c/redis.conf]${mount}`,
      mounted,
      config('requirepass x\nreplicaof redis-0 6379'),
    ],
  ])('%s holds no secret', (_, container, more, made) => {
    expect(judge(membersAuthenticate, pod(container, more) + made)).toHaveLength(1);
  });

  test('says what the nodes of a secured cluster need', () => {
    const elastic = (env: Readonly<Record<string, string>>, more = '', pods = '', replicas = 2) => {
      const list = Object.entries(env).map(([name, value]) => `{ name: ${name}, value: "${value}" }`);
      return judge(
        membersAuthenticate,
        pod(`image: elasticsearch, env: [${list}]${more}`, pods, 'StatefulSet', replicas) + config('a', 'e.yml'),
      );
    };
    const secured = { 'xpack.security.enabled': 'true' };
    expect(elastic(secured)).toEqual([
      'StatefulSet default/db: spec.template.spec.containers[db].env[xpack.security.enabled].value: expected xpack.security.transport.ssl.enabled=true and a certificate, without which the nodes of a secured cluster do not start, received none [members-authenticate]',
    ]);
    expect(elastic(secured, '', '', 1)).toEqual([]);
    expect(elastic({ 'xpack.security.enabled': 'false' })).toEqual([]);
    expect(elastic({ ...secured, 'xpack.security.transport.ssl.enabled': 'false' })).toHaveLength(1);
    expect(elastic(secured, ', envFrom: [{ configMapRef: { name: x } }]')).toEqual([]);
    expect(elastic(secured, mount, mounted)).toHaveLength(1);
  });
});
