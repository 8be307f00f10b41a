import { describe, expect, test } from '@jest/globals';
import { clientPasswords } from '../../../../lib/checker/rules/connections/client-passwords';
import { judge } from '../judge';
import { object } from '../workloads';

describe('client-passwords', () => {
  const dump = (name: string, command: string) =>
    judge(
      clientPasswords,
      object(
        'CronJob',
        'dump',
        `jobTemplate: { spec: { template: { spec: { containers: [{ name: dump, image: "postgres:16", command: [sh, -c, "${command}"], env: [{ name: ${name}, valueFrom: { secretKeyRef: { name: db, key: p } } }] }] } } } }`,
      ),
    );
  const command = 'pg_dump -h db -U app app > /backup/app.sql';

  test('finds a password under a name that the client does not read', () => {
    expect(dump('POSTGRES_PASSWORD', command)).toEqual([clientPasswords.example]);
    expect(dump('PGPASSWORD', command)).toEqual([]);
    expect(dump('POSTGRES_PASSWORD', `PGPASSWORD=$POSTGRES_PASSWORD ${command}`)).toEqual([]);
    expect(dump('POSTGRES_PASSWORD', 'pg_dump app')).toEqual([]);
    expect(dump('DB_PASSWORD', 'mysqldump -h db -u app app')).toHaveLength(1);
    expect(dump('DB_PASSWORD', 'mysqldump -h db -u app -p$DB_PASSWORD app')).toEqual([]);
  });
});
