import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { check, sentence } from '../../../lib/checker/check';
import { identity, type Manifest, valueAt } from '../../../lib/checker/manifest/manifest';
import { knownCluster } from '../../../lib/synthesis/cluster-needs';
import { manifestsOf, problemsOf } from '../../../lib/synthesis/manifests';
import type { Environment } from '../../../lib/wealist/environments/environment';
import { secretValues } from '../../secret-values';
import { leaves } from '../parity/leaves';
import {
  charts,
  combined,
  DATABASES,
  type Database,
  type Postgresql,
  REDIS,
  type RedisServer,
  SOURCES,
  type Source,
} from './combinations';

const sources = Object.keys(SOURCES) as Source[];

/** Everything that constructs and rules have to say of an environment. */
function objections(environment: Environment): string[] {
  const assembled = charts(environment);
  const [{ node } = raise()] = Object.values(assembled);
  const manifests = [...manifestsOf(assembled).values()].flat();
  const { findings } = check(new Bundle(manifests, knownCluster(environment, assembled)));
  return [...problemsOf(node.root), ...findings.map(sentence)];
}

describe.each(sources)('with %s passwords', (source) => {
  describe.each(Object.keys(DATABASES) as Database[])('and a database of the kind %s', (database) => {
    test.each(Object.keys(REDIS) as RedisServer[])('every promise holds (Redis: %s)', (redis) => {
      expect(objections(combined(source, DATABASES[database], REDIS[redis]))).toEqual([]);
    });
  });
});

test.each([
  ['at an address, encrypted', { address: { ip: '10.20.0.5' }, tls: { mode: 'require' } }],
  ['at an address, with a port of its own', { address: { ip: '10.20.0.5' }, tls: { mode: 'require' }, port: 6432 }],
  [
    'under a name, encrypted',
    { address: { hostname: 'db.example.com', cidrs: ['10.20.0.0/24', '10.21.0.0/24'] }, tls: { mode: 'require' } },
  ],
] as const)('every promise holds for an external database %s', (_, external) => {
  expect(objections(combined('external', { external: { ...external, user: 'wealist' } }))).toEqual([]);
});

describe('another database', () => {
  const boardApi = (source: Source, postgresql: Postgresql): Map<string, Manifest> => {
    const chart = charts(combined(source, postgresql))['board-api'];
    return new Map([...manifestsOf({ chart }).values()].flat().map((manifest) => [identity(manifest), manifest]));
  };

  /** Where two charts differ, path by path. An object that only one of them has is one path. */
  const difference = (source: Source, from: Database, to: Database): string[] => {
    const [before, after] = [boardApi(source, DATABASES[from]), boardApi(source, DATABASES[to])];
    return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name) => {
      const [were, are] = [before.get(name), after.get(name)];
      if (!were || !are) return [name];
      const [old, current] = [leaves(were), leaves(are)];
      const paths = [...new Set([...old.keys(), ...current.keys()])].sort();
      return paths
        .filter((path) => !isDeepStrictEqual(old.get(path), current.get(path)))
        .map((path) => `${name} ${path}`);
    });
  };

  const SECRET = 'Deployment board-api-qa/board-api spec.template.metadata.annotations.checksum/db-secret';
  const POLICY = 'NetworkPolicy board-api-qa/board-api spec.egress[0].to[0]';
  const POD = 'Deployment board-api-qa/board-api spec.template.spec';
  const MOUNT = `${POD}.containers[board-api].volumeMounts[board-api-postgres-ca]`;

  test('changes nothing in board-api but how it is reached: the values of its Secret, and its network policy', () => {
    expect(difference('external', 'statefulSet', 'cluster')).toEqual([
      SECRET,
      'ExternalSecret board-api-qa/db-secret spec.target.template.data.DATABASE_URL',
      'ExternalSecret board-api-qa/db-secret spec.target.template.data.POSTGRES_USER',
      `${POLICY}.podSelector.matchLabels.app.kubernetes.io/instance`,
      `${POLICY}.podSelector.matchLabels.app.kubernetes.io/name`,
      `${POLICY}.podSelector.matchLabels.cnpg.io/cluster`,
    ]);
  });

  test('that somebody else runs adds the certificates of its authority, and nothing more', () => {
    expect(difference('literal', 'statefulSet', 'external')).toEqual([
      'ConfigMap board-api-qa/board-api-postgres-ca',
      'Deployment board-api-qa/board-api spec.template.metadata.annotations.checksum/board-api-postgres-ca',
      SECRET,
      `${MOUNT}.mountPath`,
      `${MOUNT}.name`,
      `${MOUNT}.readOnly`,
      `${POD}.volumes[board-api-postgres-ca].configMap.name`,
      `${POD}.volumes[board-api-postgres-ca].name`,
      `${POLICY}.ipBlock.cidr`,
      `${POLICY}.namespaceSelector.matchLabels.kubernetes.io/metadata.name`,
      `${POLICY}.podSelector.matchLabels.app.kubernetes.io/instance`,
      `${POLICY}.podSelector.matchLabels.app.kubernetes.io/name`,
      'Secret board-api-qa/db-secret data.DATABASE_URL',
      'Secret board-api-qa/db-secret data.POSTGRES_USER',
    ]);
  });

  test.each(sources)('keeps the names of everything that board-api has, whatever the source (%s)', (source) => {
    const before = boardApi(source, DATABASES.statefulSet);
    expect([...boardApi(source, DATABASES.cluster).keys()]).toEqual([...before.keys()]);
  });

  test.each([
    ['statefulSet', 'postgresql://postgres:PASSWORD@postgres-service.postgresql-qa.svc.cluster.local:5432/wealist'],
    ['cluster', 'postgresql://wealist:PASSWORD@postgres-cluster-rw.postgresql-qa.svc.cluster.local:5432/wealist'],
    [
      'external',
      'postgresql://wealist:PASSWORD@wealist.abc123.ap-northeast-2.rds.amazonaws.com:5432/wealist?sslmode=verify-full&sslrootcert=%2Fetc%2Fpostgresql-ca%2Fca.crt',
    ],
  ] as const)('is found by its own URL (%s)', (database, url) => {
    const secret = boardApi('external', DATABASES[database]).get('ExternalSecret board-api-qa/db-secret');
    const template = valueAt(secret, 'spec', 'target', 'template', 'data', 'DATABASE_URL');
    expect(String(template).replace(/\{\{.*\}\}/, 'PASSWORD')).toBe(url);
  });
});

describe('one description of a password', () => {
  test.each([
    ['literal', 'Secret'],
    ['external', 'ExternalSecret'],
    ['sealed', 'SealedSecret'],
  ] as const)('that is %s becomes a %s for the server, and one for each client', (source, kind) => {
    const environment = combined(source, DATABASES.statefulSet, REDIS.statefulSet);
    const manifests = [...manifestsOf(charts(environment)).values()].flat();
    expect(manifests.filter((manifest) => /Secret$/.test(manifest.kind)).map(identity)).toEqual([
      `${kind} board-api-qa/db-secret`,
      `${kind} board-api-qa/redis-secret`,
      `${kind} board-api-qa/redis-server-secret`,
      `${kind} postgresql-qa/postgres-secret`,
    ]);
  });

  test('that exists already is a promise of the same Secrets, and renders none', () => {
    const environment = combined('existing', DATABASES.statefulSet, REDIS.statefulSet);
    const assembled = charts(environment);
    const manifests = [...manifestsOf(assembled).values()].flat();
    expect(manifests.filter((manifest) => /Secret$/.test(manifest.kind))).toEqual([]);
    const promised = knownCluster(environment, assembled).secrets.map(({ namespace, name }) => `${namespace}/${name}`);
    expect(promised).toEqual(
      expect.arrayContaining([
        'postgresql-qa/postgres-secret',
        'board-api-qa/db-secret',
        'board-api-qa/redis-secret',
        'board-api-qa/redis-server-secret',
      ]),
    );
  });

  test('reaches a cluster as user and password of its owner', () => {
    const manifests = [...manifestsOf(charts(combined('literal', DATABASES.cluster))).values()].flat();
    const secret = manifests.find((manifest) => identity(manifest) === 'Secret postgresql-qa/postgres-cluster-secret');
    expect(secretValues(secret)).toEqual({ username: 'wealist', password: 'p@ss w0rd of postgresql' });
  });

  test('is needed by no server where somebody else runs it', () => {
    const manifests = [...manifestsOf(charts(combined('external', DATABASES.external))).values()].flat();
    expect(manifests.filter(({ kind }) => kind === 'ExternalSecret').map(identity)).toEqual([
      'ExternalSecret board-api-qa/db-secret',
    ]);
  });
});

describe('a Redis for board-api', () => {
  test.each([
    ['statefulSet', 'redis://:p%40ss%20w0rd%20of%20redis@redis.board-api-qa.svc.cluster.local:6379/0'],
    ['external', 'rediss://:p%40ss%20w0rd%20of%20redis@cache.abc123.ng.0001.apn2.cache.amazonaws.com:6379/0'],
  ] as const)('is found in REDIS_URL (%s)', (redis, url) => {
    const environment = combined('literal', DATABASES.statefulSet, REDIS[redis]);
    const manifests = [...manifestsOf(charts(environment)).values()].flat();
    const secret = manifests.find((manifest) => identity(manifest) === 'Secret board-api-qa/redis-secret');
    expect(secretValues(secret).REDIS_URL).toBe(url);
  });
});

function raise(): never {
  throw new Error('an environment without charts');
}
