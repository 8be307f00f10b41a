import { describe, expect, test } from '@jest/globals';
import { backupsLast } from '../../../../lib/checker/rules/storage/backups-last';
import { judge } from '../judge';
import { object } from '../workloads';

describe('backups-last', () => {
  const job = (script: string, volume = 'emptyDir: {}', image = 'postgres:16') =>
    object(
      'CronJob',
      'dump',
      `jobTemplate: { spec: { template: { spec: { volumes: [{ name: dumps, ${volume} }], containers: [{ name: dump, image: "${image}", command: [sh, -c, "${script}"] }] } } } }`,
    );
  const dump = 'pg_dump -Fc -f /dumps/shop.dump';

  test('finds a backup that is gone with its pod', () => {
    expect(judge(backupsLast, job(dump))).toEqual([backupsLast.example]);
    expect(judge(backupsLast, job('mysqldump shop | gzip > /dumps/shop.gz', 'emptyDir: {}', 'mysql:8.4'))).toHaveLength(
      1,
    );
  });

  test.each([
    ['a claim', job(dump, 'persistentVolumeClaim: { claimName: dumps }')],
    ['an upload', job(`${dump} && aws s3 cp /dumps/shop.dump s3://dumps/`)],
    ['another server', job('pg_dump shop | psql -h copy')],
    ['an image that may upload', job(dump, 'emptyDir: {}', 'acme/backup:1')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(backupsLast, yaml)).toEqual([]);
  });

  test('finds minutes where days are meant, and the youngest where the oldest are meant', () => {
    const kept = (age: string) =>
      judge(
        backupsLast,
        job(
          `${dump} && find /dumps -name '*.dump' ${age} -delete`,
          'persistentVolumeClaim: { claimName: dumps }',
        ).replace('spec: { jobTemplate', 'spec: { schedule: "0 3 * * *", jobTemplate'),
      );
    expect(kept('-mmin +14')).toHaveLength(1);
    expect(kept('-mtime -14')).toHaveLength(1);
    expect(kept('-mtime +14')).toEqual([]);
    expect(kept('-mmin +20160')).toEqual([]);
  });
});
