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
});
