import { describe, expect, test } from '@jest/globals';
import { settingsGiven } from '../../../../lib/checker/rules/containers/settings-given';
import { judge } from '../judge';
import { database } from '../workloads';

describe('settings-given', () => {
  const db = (container: string) => judge(settingsGiven, database(container));

  test('finds a database without the password for its first start', () => {
    expect(db('image: "postgres:16", env: [{ name: POSTGRES_PASS, value: x }]')).toEqual([settingsGiven.example]);
    expect(db('image: "mysql:8", args: [--max-connections=200]')).toHaveLength(1);
    expect(db('image: "mongo:7", env: [{ name: MONGO_INITDB_ROOT_USERNAME, value: x }]')).toHaveLength(1);
    expect(db('image: "influxdb:2", env: [{ name: DOCKER_INFLUXDB_INIT_MODE, value: setup }]')).toHaveLength(4);
  });

  test.each([
    ['a file', 'image: "postgres:16", env: [{ name: POSTGRES_PASSWORD_FILE, value: /run/db }]'],
    ['a server without passwords', 'image: "postgres:16", env: [{ name: POSTGRES_HOST_AUTH_METHOD, value: trust }]'],
    ['a client', 'image: "postgres:16", command: [pg_dump, -h, db]'],
    ['a Secret that somebody else makes', 'image: "postgres:16", envFrom: [{ secretRef: { name: db } }]'],
    ['an image of another maker', 'image: "acme/postgres:16"'],
    ['a server of MongoDB without accounts', 'image: "mongo:7"'],
  ])('accepts %s', (_, container) => {
    expect(db(container)).toEqual([]);
  });
});
