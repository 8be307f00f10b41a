import { describe, expect, test } from '@jest/globals';
import { dumpsInClaims } from '../../../../lib/checker/rules/storage/dumps-in-claims';
import { judge } from '../judge';
import { object } from '../workloads';

describe('dumps-in-claims', () => {
  const dump = (script: string, more = '') =>
    judge(
      dumpsInClaims,
      object(
        'CronJob',
        'dump',
        `jobTemplate: { spec: { template: { spec: { volumes: [{ name: b, persistentVolumeClaim: { claimName: b } }], containers: [{ name: dump, ${more} image: "postgres:16", command: [sh, -c, "${script}"], volumeMounts: [{ name: b, mountPath: /backup }] }] } } } }`,
      ),
    );

  test('finds a dump beside the claim', () => {
    expect(dump('pg_dump -h db shop > /tmp/shop.sql')).toEqual([dumpsInClaims.example]);
    expect(dump('pg_dump -h db --file=/dump/shop.sql shop')).toHaveLength(1);
  });

  test.each([
    ['a dump in the claim', 'pg_dump -h db shop | gzip > /backup/shop.sql.gz', ''],
    ['a file that is moved there', 'pg_dump -h db shop > /tmp/a && mv /tmp/a /backup/a', ''],
    ['a file that is uploaded', 'pg_dump -h db shop > /tmp/a && aws s3 cp /tmp/a s3://b/a', ''],
    ['a job that works in the claim', 'pg_dump -h db shop > /dev/stderr', 'workingDir: /backup,'],
    ['a file whose place is not said', 'pg_dump -h db shop > $FILE', ''],
  ])('accepts %s', (_, script, more) => {
    expect(dump(script, more)).toEqual([]);
  });
});
