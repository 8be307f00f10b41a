import { describe, expect, test } from '@jest/globals';
import { migrationsNamed } from '../../../../lib/checker/rules/storage/migrations-named';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('migrations-named', () => {
  const job = (file: string, image = 'flyway/flyway:10', name = 'flyway') =>
    judge(
      migrationsNamed,
      configMap('sql', `"${file}": "select 1"`) +
        object(
          'Job',
          'migrate',
          `template: { spec: { containers: [{ name: ${name}, image: "${image}", volumeMounts: [{ name: sql, mountPath: /sql }] }], volumes: [{ name: sql, configMap: { name: sql } }] } }`,
        ),
    );

  test('finds a file that Flyway passes over', () => {
    expect(job('V2_users.sql')).toEqual([migrationsNamed.example]);
    expect(job('v2__users.sql')).toHaveLength(1);
    expect(job('V2-users.sql')).toHaveLength(1);
  });

  test.each([
    'V2__users.sql',
    'V2.1__users.sql',
    'V2_1__users.sql',
    'R__views.sql',
    'U2__users.sql',
    'beforeMigrate.sql',
    'flyway.conf',
  ])('Flyway reads %s', (file) => {
    expect(job(file)).toEqual([]);
  });

  test('finds a file without its direction', () => {
    expect(job('0001_users.sql', 'migrate/migrate:v4')).toEqual([expect.stringContaining('.up.sql or .down.sql')]);
    expect(job('0001_users.up.sql', 'migrate/migrate:v4')).toEqual([]);
    expect(job('0001_users.sql', 'acme/goose:v3')).toEqual([]);
  });
});
