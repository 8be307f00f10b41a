import { describe, expect, test } from '@jest/globals';
import { firstStartSettings } from '../../../../lib/checker/rules/updates/first-start-settings';
import { judge } from '../judge';

describe('what PostgreSQL reads at its first start', () => {
  const PASSWORD = '{ name: POSTGRES_PASSWORD, valueFrom: { secretKeyRef: { name: db-secret, key: password } } }';
  const server = (env: string, kind = 'StatefulSet') => `
---
apiVersion: apps/v1
kind: ${kind}
metadata: { name: db, namespace: shop }
spec:
  template:
    spec:
      containers:
        - name: db
          image: postgres:16
          env: [${env}]
          volumeMounts: [{ name: data, mountPath: /data }]
  volumeClaimTemplates: [{ metadata: { name: data } }]`;
  const named = (user: string, database = 'wealist') =>
    server(`{ name: POSTGRES_USER, value: ${user} }, { name: POSTGRES_DB, value: ${database} }, ${PASSWORD}`);
  const secret = (body: string, kind = 'Secret', name = 'db-secret') =>
    `\n---\n{ apiVersion: v1, kind: ${kind}, metadata: { name: ${name}, namespace: shop }, ${body} }`;
  const literal = (password: string) => secret(`stringData: { password: ${password} }`);
  const encoded = (password: string) => secret(`data: { password: ${Buffer.from(password).toString('base64')} }`);
  const external = secret(
    'spec: { target: { template: { data: { password: "{{ .password }}" } } } }',
    'ExternalSecret',
  );
  const owned = (initdb: string) =>
    `{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: db, namespace: shop }, spec: { bootstrap: ${initdb} } }`;
  const judged = (before: string, now: string) => judge(firstStartSettings, now, {}, before);

  test('is refused to change, with what the running server is told first', () => {
    expect(judged(named('wealist'), named('admin'))).toEqual([firstStartSettings.example]);
    expect(judged(named('wealist'), named('wealist', 'boards'))).toEqual([
      expect.stringMatching(
        /env\[POSTGRES_DB\]: expected the value as before, .* \(createdb, .* received another value \[/,
      ),
    ]);
  });

  test('is refused to be read from another place, where nobody knows that it is the same', () => {
    expect(judged(server(PASSWORD), server(PASSWORD.replace('db-secret', 'other')))).toEqual([
      'StatefulSet shop/db: spec.template.spec.containers[db].env[POSTGRES_PASSWORD]: expected Secret shop/db-secret, key password as before, since PostgreSQL reads it for an empty disk only: tell the running server first (\\password in psql), then accept this, received Secret shop/other, key password [first-start-settings]',
    ]);
    expect(judged(server(PASSWORD), server(PASSWORD.replace('key: password', 'key: pw')))).toHaveLength(1);
  });

  test('is refused as another value of a Secret, and shown to nobody', () => {
    const said = [
      ...judged(server(PASSWORD) + encoded('hunter2'), server(PASSWORD) + encoded('hunter3')),
      ...judged(server(PASSWORD) + literal('hunter2'), server(PASSWORD) + encoded('hunter3')),
      ...judged(
        server('{ name: POSTGRES_PASSWORD, value: hunter2 }'),
        server('{ name: POSTGRES_PASSWORD, value: hunter3 }'),
      ),
    ];
    expect(said).toHaveLength(3);
    for (const sentence of said) {
      expect(sentence).toContain('expected the value as before');
      expect(sentence).toContain('received another value [');
      expect(sentence).not.toMatch(/hunter|aHVudGVy/);
    }
  });

  test.each([
    ['a literal in another encoding', literal('hunter2'), encoded('hunter2')],
    ['a literal, then a Secret that exists already', literal('hunter2'), ''],
    ['a literal, then a Secret made of a store', literal('hunter2'), external],
    ['a store, then a literal', external, literal('hunter2')],
  ])('may come from elsewhere into the same key of the same Secret (%s)', (_, before, now) => {
    expect(judged(server(PASSWORD) + before, server(PASSWORD) + now)).toEqual([]);
  });

  test('may be the same literal under another key', () => {
    const other =
      server(PASSWORD.replace('db-secret', 'other')) + secret('data: { password: eA== }', 'Secret', 'other');
    expect(judged(server(PASSWORD) + literal('x'), other)).toEqual([]);
  });

  test('is no default where an object that nobody knows may say it', () => {
    const from = (env: string) =>
      server(env).replace('env: [', 'envFrom: [{ secretRef: { name: all } }]\n          env: [');
    const all = secret('data: { POSTGRES_USER: d2VhbGlzdA== }', 'Secret', 'all');
    expect(judged(from(PASSWORD) + all, from(PASSWORD))).toEqual([]);
    expect(judged(from(PASSWORD) + all, from(PASSWORD) + all.replace('d2VhbGlzdA==', 'YWRtaW4='))).toHaveLength(1);
  });

  test('may be said or left out where it is the default', () => {
    expect(judged(server(PASSWORD), named('postgres', 'postgres'))).toEqual([]);
    expect(judged(named('wealist'), server(`{ name: POSTGRES_USER, value: wealist }, ${PASSWORD}`))).toEqual([]);
    expect(judged(named('wealist'), server(PASSWORD))).toHaveLength(2);
  });

  test('may change where there is no disk, or another program', () => {
    const diskless = (text: string) => text.replace(/ {2}volumeClaimTemplates.*/, '');
    expect(judged(diskless(named('wealist')), diskless(named('admin')))).toEqual([]);
    const redis = (password: string) => server(`{ name: REDIS_PASSWORD, value: ${password} }`);
    expect(judged(redis('a'), redis('b'))).toEqual([]);
    expect(judged(named('wealist'), '{ apiVersion: v1, kind: Pod, metadata: { name: db } }')).toEqual([]);
  });

  test('is database and owner of a Cluster, whose operator sets the password itself', () => {
    const before = owned('{ initdb: { database: wealist, owner: wealist, secret: { name: a } } }');
    expect(judged(before, before.replace('owner: wealist', 'owner: admin'))).toEqual([
      expect.stringContaining('Cluster shop/db: spec.bootstrap.initdb.owner: expected the value as before'),
    ]);
    expect(judged(before, before.replace('database: wealist', 'database: boards'))).toHaveLength(1);
    expect(judged(before, before.replace('name: a', 'name: b'))).toEqual([]);
    expect(judged(before, owned('{ initdb: { database: wealist } }'))).toEqual([]);
    expect(judged(before, owned('{ recovery: { source: wealist } }'))).toEqual([]);
  });
});
