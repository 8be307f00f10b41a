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

  test.each([
    'hostPath',
    'nfs',
    'csi',
    'cephfs',
    'azureFile',
    'awsElasticBlockStore',
    'gcePersistentDisk',
    'iscsi',
    'rbd',
    'glusterfs',
    'flexVolume',
    'ephemeral',
  ])('a volume of the kind %s lasts', (kind) => {
    expect(judge(backupsLast, job(dump, `${kind}: {}`))).toEqual([]);
    expect(judge(backupsLast, job(dump, `${kind}: {} }, { name: tmp, emptyDir: {}`))).toEqual([]);
  });

  test.each([
    ['0 3 * * *', '-mmin +1439', true],
    ['0 3 * * *', '-mmin +1440', false],
    ['0 3 * * 0', '-mmin +10079', true],
    ['0 3 * * 0', '-mmin +10080', false],
    ['0 3 * * 1-5', '-mmin +1440', false],
    ['0 3 1 * 0', '-mmin +1440', false],
    ['0 * * * *', '-mmin +59', true],
    ['0 * * * *', '-mmin +60', false],
    ['0 */6 * * *', '-mmin +1', false],
    ['*/10 * * * *', '-mmin +1', false],
    ['*/10 * * * *', '-mtime -1', true],
  ])('at "%s", files of %s are those of the run before: %s', (schedule, age, isLost) => {
    const found = (script: string) =>
      judge(
        backupsLast,
        job(script, 'persistentVolumeClaim: { claimName: dumps }').replace(
          'spec: { jobTemplate',
          `spec: { schedule: "${schedule}", jobTemplate`,
        ),
      );
    expect(found(`${dump}; find /dumps ${age} -delete`)).toHaveLength(isLost ? 1 : 0);
    expect(found(`${dump}; find /dumps/tmp ${age} -delete`)).toEqual([]);
    expect(found(`find /dumps ${age} -delete`)).toEqual([]);
  });

  test('says where the files are deleted', () => {
    const cleans = (field: string) =>
      judge(
        backupsLast,
        job(`${dump}; find /dumps -mtime -1 -delete`, 'persistentVolumeClaim: { claimName: dumps }').replace(
          'command:',
          `${field}:`,
        ),
      )[0];
    expect(cleans('args')).toContain(
      'containers[dump].args: expected files older than the time between two runs, as with -mtime +14, received -mtime -1',
    );
    expect(cleans('command')).toContain('containers[dump].command: ');
  });

  test('a backup without a volume is gone', () => {
    const found = (volumes: string, container = '', more = '') =>
      judge(
        backupsLast,
        object(
          'CronJob',
          'dump',
          `jobTemplate: { spec: { template: { spec: { volumes: [${volumes}], containers: [{ name: dump, image: postgres, command: [sh, -c, "${dump}"] ${container} } ${more}] } } } }`,
        ),
      );
    expect(found('')[0]).toContain('received no volume for the file');
    expect(found('{ name: a, emptyDir: {} }, { name: b, emptyDir: {} }')[0]).toContain('received emptyDir a, b alone');
    expect(found('', ', env: [{ name: LEVEL, value: a }, { name: S3_BUCKET, value: dumps }]')).toEqual([]);
    expect(found('', ', env: [{ name: LEVEL, value: a }]')).toHaveLength(1);
    expect(found('', '', ', { name: upload, image: acme/upload }')).toEqual([]);
    expect(found('', '', ', { name: upload, image: busybox, command: [wget, --post-file, /dumps/a] }')).toEqual([]);
    expect(found('', '', ', { name: wait, image: busybox, command: [sleep] }')).toHaveLength(1);
  });

  test('a mounted script may upload', () => {
    const script = (text: string) =>
      judge(
        backupsLast,
        `---\n{ apiVersion: v1, kind: ConfigMap, metadata: { name: c }, data: { run.sh: "${text}" } }\n` +
          object(
            'CronJob',
            'dump',
            'jobTemplate: { spec: { template: { spec: { volumes: [{ name: c, configMap: { name: c } }], containers: [{ name: dump, image: postgres, command: [sh, /s/run.sh], volumeMounts: [{ name: c, mountPath: /s }] }] } } } }',
          ),
      );
    expect(script(dump)).toHaveLength(1);
    expect(script(`${dump}; aws s3 cp /dumps s3://a`)).toEqual([]);
  });
});
