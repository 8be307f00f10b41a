import { describe, expect, test } from '@jest/globals';
import { databasePasswordMatches } from '../../../../lib/checker/rules/connections/database-password-matches';
import { judge } from '../judge';
import { object } from '../object';
import { configMap, FORMS, service } from './objects';

describe('database-password-matches', () => {
  const SERVICE = service('db', 'selector: { app: db }, ports: [{ port: 5432 }]');
  const server = (container: string) =>
    object(
      'StatefulSet',
      'db',
      `spec: { template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, ${container} }] } } }`,
    ) + SERVICE;
  const plain = server(
    'env: [{ name: POSTGRES_USER, value: me }, { name: POSTGRES_PASSWORD, value: "p@ss" }, { name: POSTGRES_DB, value: wealist }]',
  );
  const verdict = (url: string, db = plain, more: Record<string, string> = {}) =>
    judge(databasePasswordMatches, db + FORMS.stringData('api', { DATABASE_URL: url, ...more }), {
      assumed: undefined,
    });
  const foreign = (url: string) =>
    judge(databasePasswordMatches, plain + FORMS.stringData('api', { DATABASE_URL: url }));
  const given = (part: string) => databasePasswordMatches.example.replace(/password(?= that)/, part);

  test('the password is the one that the server is given', () => {
    expect(verdict('postgresql://me:p%40ss@db/wealist')).toEqual([]);
    expect(verdict('postgresql://me:pass@db/wealist')).toEqual([databasePasswordMatches.example]);
    expect(verdict('postgresql+asyncpg://me:pass@db.default.svc:5432/wealist')).toHaveLength(1);
  });

  test('user and database are, too', () => {
    expect(verdict('postgresql://you:p%40ss@db/wealist')).toEqual([
      given('user').replace('POSTGRES_PASSWORD', 'POSTGRES_USER'),
    ]);
    expect(verdict('postgresql://me:p%40ss@db/waelist')).toEqual([
      given('database').replace('POSTGRES_PASSWORD', 'POSTGRES_DB'),
    ]);
  });

  test('in a cluster with unknown objects, somebody may have made further users and databases', () => {
    expect(foreign('postgresql://app:other@db/shop')).toEqual([]);
    expect(foreign('postgresql://me:p%40ss@db/waelist')).toHaveLength(1);
    expect(foreign('postgresql://me:other@db/wealist')).toHaveLength(1);
  });

  test('every server has the database postgres', () => {
    expect(verdict('postgresql://me:p%40ss@db/postgres')).toEqual([]);
    expect(verdict('postgresql://me:p%40ss@db')).toEqual([]);
  });

  test('the image makes user and database of its own where it is told none', () => {
    const bare = server('env: [{ name: POSTGRES_PASSWORD, value: x }]');
    expect(verdict('postgresql://postgres:x@db/postgres', bare)).toEqual([]);
    expect(verdict('postgresql://me:x@db/wealist', bare)).toHaveLength(2);
    const user = server('env: [{ name: POSTGRES_PASSWORD, value: x }, { name: POSTGRES_USER, value: me }]');
    expect(verdict('postgresql://me:x@db/me', user)).toEqual([]);
  });

  test('scripts of a server may make other users and databases', () => {
    const scripted = server(
      'env: [{ name: POSTGRES_PASSWORD, value: x }], volumeMounts: [{ name: s, mountPath: /docker-entrypoint-initdb.d }]',
    );
    expect(verdict('postgresql://me:y@db/wealist', scripted)).toEqual([]);
    expect(verdict('postgresql://postgres:y@db/wealist', scripted)).toEqual([databasePasswordMatches.example]);
  });

  test.each([
    [
      'a Secret, by key',
      'env: [{ name: POSTGRES_PASSWORD, valueFrom: { secretKeyRef: { name: own, key: PW } } }]',
      'PW',
    ],
    ['a Secret, as a whole', 'envFrom: [{ secretRef: { name: own } }]', 'POSTGRES_PASSWORD'],
  ])('the password of the server may stand in %s', (_, env, key) => {
    for (const secret of Object.values(FORMS)) {
      const db = server(env) + secret('own', { [key]: 'x' });
      expect(verdict('postgresql://postgres:x@db/postgres', db)).toEqual([]);
      expect(verdict('postgresql://postgres:y@db/postgres', db)).toEqual([databasePasswordMatches.example]);
    }
  });

  test('a name may stand in a ConfigMap', () => {
    const env =
      'env: [{ name: POSTGRES_PASSWORD, value: x }, { name: POSTGRES_USER, valueFrom: { configMapKeyRef: { name: own, key: U } } }]';
    expect(verdict('postgresql://me:x@db/me', server(env) + configMap('own', 'U', 'me'))).toEqual([]);
    expect(verdict('postgresql://you:x@db/me', server(env) + configMap('own', 'U', 'me'))).toHaveLength(1);
  });

  test.each([
    [
      'the Secret exists elsewhere',
      'env: [{ name: POSTGRES_PASSWORD, valueFrom: { secretKeyRef: { name: gone, key: a } } }]',
    ],
    ['it is put together', 'env: [{ name: POSTGRES_PASSWORD, value: $(OTHER) }]'],
    ['the server is told of none', 'env: []'],
  ])('what nobody knows is not judged: %s', (_, env) => {
    expect(verdict('postgresql://postgres:x@db/postgres', server(env))).toEqual([]);
  });

  test('nor are URLs with placeholders, without credentials, of other servers or other kinds', () => {
    const urls = [
      'postgresql://me:$(PW)@db/wealist',
      'postgresql://db/wealist',
      'postgresql://a:b@other/c',
      'redis://a:b@db/c',
    ];
    for (const url of urls) expect(verdict(url)).toEqual([]);
    expect(verdict('postgresql://me:%zz@db/wealist')).toEqual([]);
    expect(
      judge(databasePasswordMatches, FORMS.data('api', { DATABASE_URL: 'postgresql://a:b@db/c' }) + service('db', '')),
    ).toEqual([]);
  });

  test('the database may be in another namespace', () => {
    const there = plain.replaceAll('name: db }', 'name: db, namespace: data }');
    expect(verdict('postgresql://me:pass@db.data.svc/wealist', there)).toEqual([
      databasePasswordMatches.example.replace('default/db', 'data/db'),
    ]);
  });

  test('what stands beside a URL says the same', () => {
    const beside = { POSTGRES_USER: 'me', POSTGRES_PASSWORD: 'p@ss', POSTGRES_DB: 'wealist' };
    expect(verdict('postgresql://me:p%40ss@elsewhere.example.com/wealist', '', beside)).toEqual([]);
    expect(verdict('postgresql://me:pass@elsewhere.example.com/wealist', '', beside)).toEqual([
      'Secret default/api: stringData.POSTGRES_PASSWORD: expected the password of the URL in stringData.DATABASE_URL, received another one [database-password-matches]',
    ]);
    expect(verdict('postgresql://me:p%40ss@elsewhere.example.com/other', '', beside)).toHaveLength(1);
  });

  test('another user has another password and another database', () => {
    const beside = { POSTGRES_USER: 'admin', POSTGRES_PASSWORD: 'p@ss', POSTGRES_DB: 'wealist' };
    expect(verdict('postgresql://me:pass@elsewhere.example.com/other', '', beside)).toEqual([
      'Secret default/api: stringData.POSTGRES_USER: expected the user of the URL in stringData.DATABASE_URL, received another one [database-password-matches]',
    ]);
  });

  test('of two URLs one is enough', () => {
    const more = { POSTGRES_USER: 'me', READ_URL: 'postgresql://reader:x@elsewhere.example.com/wealist' };
    expect(verdict('postgresql://me:x@elsewhere.example.com/wealist', '', more)).toEqual([]);
    expect(verdict('postgresql://you:x@elsewhere.example.com/wealist', '', more)).toHaveLength(1);
  });

  test('a URL that differs from the server and from its neighbour is one finding', () => {
    expect(verdict('postgresql://me:pass@db/wealist', plain, { POSTGRES_PASSWORD: 'p@ss' })).toEqual([
      databasePasswordMatches.example,
    ]);
  });

  test('a line break at the end is the finding of another rule', () => {
    const more = { POSTGRES_PASSWORD: 'p@ss\n' };
    expect(verdict('postgresql://me:p%40ss@db/wealist\n', plain, more)).toEqual([]);
  });

  test('never prints a user or password', () => {
    const found = verdict('postgresql://you:hunter2@db/other', plain, { POSTGRES_PASSWORD: 'hunter3' });
    expect(found.join()).not.toMatch(/you|hunter|p@ss|other:/);
    expect(found).not.toEqual([]);
  });
});
