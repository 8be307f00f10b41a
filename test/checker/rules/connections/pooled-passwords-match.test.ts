import { describe, expect, test } from '@jest/globals';
import { pooledPasswordsMatch } from '../../../../lib/checker/rules/connections/pooled-passwords-match';
import { judge } from '../judge';
import { object } from '../object';

describe('pooled-passwords-match', () => {
  const secret = (name: string, data: Readonly<Record<string, string>>) =>
    object('Secret', name, `stringData: ${JSON.stringify(data)}`);
  const pod = (kind: string, name: string, spec: string) =>
    object(kind, name, `spec: { template: { metadata: { labels: { app: ${name} } }, spec: { ${spec} } } }`);
  const server =
    secret('pg', { POSTGRES_USER: 'shop', POSTGRES_PASSWORD: 'one' }) +
    pod(
      'StatefulSet',
      'db',
      'containers: [{ name: db, image: "postgres:17", envFrom: [{ secretRef: { name: pg } }] }]',
    ) +
    object('Service', 'db', 'spec: { selector: { app: db } }');
  const pool = (list: string, line = 'shop = host=db.default.svc dbname=shop', image = 'edoburu/pgbouncer:1') =>
    judge(
      pooledPasswordsMatch,
      server +
        secret('pool', { 'pgbouncer.ini': `[databases]\n${line}\n[pgbouncer]\n`, 'userlist.txt': list }) +
        pod(
          'Deployment',
          'pool',
          `volumes: [{ name: c, secret: { secretName: pool } }], containers: [{ name: p, image: "${image}", volumeMounts: [{ name: c, mountPath: /etc/pgbouncer }] }]`,
        ),
    );

  test('finds another password than that of the server, and shows none', () => {
    expect(pool('"shop" "two"\n')).toEqual([pooledPasswordsMatch.example]);
    expect(pool('"shop" "one"\n')).toEqual([]);
  });

  test.each([
    ['another user', '"other" "two"\n', undefined],
    ['a hash', '"shop" "SCRAM-SHA-256$4096:a$b:c"\n', undefined],
    ['an older hash', '"shop" "md50123456789abcdef0123456789abcdef"\n', undefined],
    ['a password of the line', '"shop" "two"\n', 'shop = host=db.default.svc password=one'],
    ['a comment', '"shop" "two"\n', '; shop = host=db.default.svc'],
    ['a server elsewhere', '"shop" "two"\n', 'shop = host=db.example.com'],
  ])('accepts %s', (_, list, line) => {
    expect(pool(list, line)).toEqual([]);
  });

  test('another program may read such a list', () => {
    expect(pool('"shop" "two"\n', undefined, 'acme/api:1')).toEqual([]);
  });
});
