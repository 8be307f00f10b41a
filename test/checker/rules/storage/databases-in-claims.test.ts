import { describe, expect, test } from '@jest/globals';
import { databasesInClaims } from '../../../../lib/checker/rules/storage/databases-in-claims';
import { judge } from '../judge';
import { object } from '../workloads';

describe('databases-in-claims', () => {
  const db = (volume = 'emptyDir: {}', kind = 'StatefulSet', name = 'db', image = 'postgres:16') =>
    object(
      kind,
      name,
      `template: { spec: { volumes: [{ name: data, ${volume} }], containers: [{ name: db, image: "${image}", volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }] }] } }`,
    );

  test('finds a database in an emptyDir', () => {
    expect(judge(databasesInClaims, db())).toEqual([databasesInClaims.example]);
  });

  test('finds a Deployment of which somebody makes dumps', () => {
    const dump = object(
      'CronJob',
      'dump',
      'jobTemplate: { spec: { template: { spec: { containers: [{ name: dump, command: [pg_dump, -h, db] }] } } } }',
    );
    expect(judge(databasesInClaims, db('emptyDir: {}', 'Deployment'))).toEqual([]);
    expect(judge(databasesInClaims, db('emptyDir: {}', 'Deployment') + dump)).toHaveLength(1);
  });

  test.each([
    ['a claim', db('persistentVolumeClaim: { claimName: data }')],
    ['a database in memory', db('emptyDir: { medium: Memory }')],
    ['a database for tests', db('emptyDir: {}', 'StatefulSet', 'db-test')],
    ['another program', db('emptyDir: {}', 'StatefulSet', 'db', 'acme/api:1')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(databasesInClaims, yaml)).toEqual([]);
  });
});
