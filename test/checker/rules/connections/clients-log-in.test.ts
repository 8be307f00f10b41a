import { describe, expect, test } from '@jest/globals';
import { clientsLogIn } from '../../../../lib/checker/rules/connections/clients-log-in';
import { judge } from '../judge';
import { object } from '../workloads';

describe('clients-log-in', () => {
  const server = (env: string) =>
    object('Service', 'db', 'selector: { app: db }, ports: [{ port: 5432 }]') +
    object(
      'StatefulSet',
      'db',
      `template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: "postgres:16", env: [${env}] }] } }`,
    );
  const locked = server('{ name: POSTGRES_PASSWORD, value: x }');
  const dump = (container: string) =>
    object(
      'CronJob',
      'dump',
      `jobTemplate: { spec: { template: { spec: { containers: [{ name: dump, ${container} }] } } } }`,
    );
  const script = 'command: [sh, -c, "pg_dump -h db -U app shop > /backup/shop.sql"]';

  test('finds a client that gets no password', () => {
    expect(judge(clientsLogIn, locked + dump(`${script}, env: [{ name: PG_PASSWORD, value: x }]`))).toEqual([
      clientsLogIn.example,
    ]);
    expect(judge(clientsLogIn, locked + dump('command: [pg_dump, --host=db, shop]'))).toHaveLength(1);
  });

  test.each([
    ['the variable of the client', locked + dump(`${script}, env: [{ name: PGPASSWORD, value: x }]`)],
    ['a URL', locked + dump('command: [psql, -h, db, "postgresql://app:pw@db/shop"]')],
    ['a password in the script', locked + dump('command: [sh, -c, "PGPASSWORD=$P pg_dump -h db shop"]')],
    [
      'a file of passwords',
      locked + dump(`${script}, volumeMounts: [{ name: p, mountPath: /root/.pgpass, subPath: p }]`),
    ],
    ['a Secret that somebody else makes', locked + dump(`${script}, envFrom: [{ secretRef: { name: db } }]`)],
    ['a server elsewhere', dump(script)],
    [
      'a server that trusts its clients',
      server('{ name: POSTGRES_PASSWORD, value: x }, { name: POSTGRES_HOST_AUTH_METHOD, value: trust }') + dump(script),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(clientsLogIn, yaml)).toEqual([]);
  });
});
