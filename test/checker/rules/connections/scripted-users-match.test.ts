import { describe, expect, test } from '@jest/globals';
import { scriptedUsersMatch } from '../../../../lib/checker/rules/connections/scripted-users-match';
import { judge } from '../judge';

const server = (image: string, container = '') => `
---
{ apiVersion: apps/v1, kind: StatefulSet, metadata: { name: db }, spec: { template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: "${image}", ${container} }] } } } }
---
{ apiVersion: v1, kind: Service, metadata: { name: db }, spec: { selector: { app: db } } }
`;
const init = (script: string) =>
  `---\n{ apiVersion: v1, kind: ConfigMap, metadata: { name: init, namespace: default }, data: { init: ${JSON.stringify(script)} } }\n`;
const client = (url: string) =>
  `---\n{ apiVersion: v1, kind: Secret, metadata: { name: api, namespace: default }, stringData: { DATABASE_URL: "${url}" } }\n`;

describe('scripted-users-match', () => {
  const said = (...parts: readonly string[]) => judge(scriptedUsersMatch, parts.join(''));

  test('finds a client with another password than the script', () => {
    const sql = init("CREATE ROLE app WITH LOGIN PASSWORD 'lake-1';");
    expect(said(server('postgres:16'), sql, client('postgres://app:lake-2@db:5432/shop'))).toEqual([
      scriptedUsersMatch.example,
    ]);
    expect(said(server('postgres:16'), sql, client('postgres://app:lake-1@db:5432/shop'))).toEqual([]);
    expect(said(server('postgres:16'), sql, client('postgres://admin:lake-2@db:5432/shop'))).toEqual([]);
    expect(said(server('postgres:16'), sql, client('postgres://app:lake-2@db.example.com/shop'))).toEqual([]);
  });

  test('reads MySQL, MongoDB and Redis', () => {
    const sql = init("CREATE USER IF NOT EXISTS 'app'@'%' IDENTIFIED BY 'lake-1';");
    expect(said(server('mysql:8.4'), sql, client('app:lake-2@tcp(db:3306)/shop'))).toHaveLength(1);
    expect(said(server('mysql:8.4'), sql, client('mysql://app:lake-2@db/shop'))).toHaveLength(1);
    expect(said(server('mysql:8.4'), sql, client('mysql://app:lake-1@db/shop'))).toEqual([]);
    const mongo = init("db.createUser({ user: 'app', pwd: 'lake-1', roles: [] })");
    expect(said(server('mongo:7'), mongo, client('mongodb://app:lake-2@db/shop'))).toHaveLength(1);
    const acl = init('user app on ~* +@all >lake-1');
    expect(said(server('redis:7'), acl, client('redis://app:lake-2@db:6379'))).toHaveLength(1);
  });

  test('finds the password of a joining server of Galera', () => {
    const sql = init("CREATE USER 'sst'@'localhost' IDENTIFIED BY 'lake-1';");
    const galera = (auth: string) => server('mariadb:11', `args: ["--wsrep_sst_auth=${auth}"]`);
    expect(said(galera('sst:lake-2'), sql)).toHaveLength(1);
    expect(said(galera('sst:lake-1'), sql)).toEqual([]);
  });

  test('a password from elsewhere, or one of two, is not known', () => {
    const url = client('postgres://app:lake-2@db:5432/shop');
    expect(said(server('postgres:16'), init("CREATE ROLE app PASSWORD '$APP_PASSWORD';"), url)).toEqual([]);
    const two = init("CREATE ROLE app PASSWORD 'lake-1'; ALTER ROLE app PASSWORD 'lake-2';");
    expect(said(server('postgres:16'), two, url)).toEqual([]);
  });
});
