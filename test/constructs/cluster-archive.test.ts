import { describe, expect, test } from '@jest/globals';
import { Duration, Size } from 'cdk8s';
import { type ArchiveBackup, Image, Password, PostgresCluster } from '../../lib';
import { listAt, valueAt } from '../../lib/checker/manifest/manifest';
import { bucket, byIdentity } from './backup-props';
import { Program } from './synthesize';

const nightly: ArchiveBackup = { schedule: '30 3 * * mon', keep: Duration.days(30), to: { bucket } };

function render(backup: ArchiveBackup | undefined = nightly): Program {
  const program = new Program();
  new PostgresCluster(program.chart('chart'), 'db', {
    namespace: program.namespace('databases'),
    name: 'postgres',
    image: Image.tagged('ghcr.io/cloudnative-pg/postgresql', '16.10'),
    instances: 3,
    storage: { size: Size.gibibytes(5) },
    password: Password.literal('s3cret'),
    ...(backup && { backup }),
  });
  return program;
}

describe('the archive of a cluster', () => {
  test('is an ObjectStore, the Secret of its bucket and a ScheduledBackup, in the order in which they are needed', () => {
    const program = render({
      ...nightly,
      to: { bucket: { ...bucket, credentials: { literal: { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' } } } },
    });
    expect(program.objects('chart')).toEqual([
      'NetworkPolicy databases/postgres',
      'Secret databases/postgres-bucket',
      'Secret databases/postgres-secret',
      'ObjectStore databases/postgres',
      'Cluster databases/postgres',
      'ScheduledBackup databases/postgres',
    ]);
  });

  test('needs no Secret where a cloud knows the servers', () => {
    const program = render({ ...nightly, to: { bucket: byIdentity } });
    expect(program.promised).toEqual({});
    expect(program.find('Cluster databases/postgres')).toHaveProperty('spec.serviceAccountTemplate', {
      metadata: { annotations: byIdentity.identity.annotations },
    });
    const store = program.find('ObjectStore databases/postgres');
    expect(valueAt(store, 'spec', 'configuration', 's3Credentials')).toEqual({ inheritFromIAMRole: true });
    expect(JSON.stringify(program.find('NetworkPolicy databases/postgres'))).toContain('203.0.113.0/24');
  });

  test('is there only where a backup was asked for', () => {
    expect(render(undefined).objects('chart')).toContain('ObjectStore databases/postgres');
    const program = new Program();
    new PostgresCluster(program.chart('chart'), 'db', {
      namespace: program.namespace('databases'),
      name: 'postgres',
      image: Image.tagged('ghcr.io/cloudnative-pg/postgresql', '16.10'),
      instances: 1,
      storage: { size: Size.gibibytes(5) },
      password: Password.existing(),
    });
    expect(program.find('Cluster databases/postgres')).not.toHaveProperty('spec.plugins');
    expect(program.objects('chart')).not.toContain('ObjectStore databases/postgres');
  });

  test('takes in what the servers write, all the time', () => {
    expect(listAt(render().find('Cluster databases/postgres'), 'spec', 'plugins')).toEqual([
      {
        name: 'barman-cloud.cloudnative-pg.io',
        isWALArchiver: true,
        parameters: { barmanObjectName: 'postgres' },
      },
    ]);
  });

  test('lies in the bucket, for the days it is kept', () => {
    expect(render().find('ObjectStore databases/postgres')).toHaveProperty('spec', {
      retentionPolicy: '30d',
      configuration: {
        destinationPath: 's3://wealist-backups/wealist/prod',
        endpointURL: 'https://s3.example.com:9000',
        s3Credentials: {
          accessKeyId: { name: 'postgres-bucket', key: 'AWS_ACCESS_KEY_ID' },
          secretAccessKey: { name: 'postgres-bucket', key: 'AWS_SECRET_ACCESS_KEY' },
        },
      },
      instanceSidecarConfiguration: { env: [{ name: 'AWS_DEFAULT_REGION', value: 'ap-northeast-2' }] },
    });
  });

  test('gets a base backup at once and at its times, which begin with the second', () => {
    expect(render().find('ScheduledBackup databases/postgres')).toHaveProperty('spec', {
      cluster: { name: 'postgres' },
      schedule: '0 30 3 * * mon',
      immediate: true,
      method: 'plugin',
      pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
    });
  });

  test('is reached by the servers at its addresses and its port', () => {
    expect(listAt(render().find('NetworkPolicy databases/postgres'), 'spec', 'egress')).toContainEqual({
      to: [{ ipBlock: { cidr: '192.0.2.0/24' } }, { ipBlock: { cidr: '198.51.100.0/24' } }],
      ports: [{ protocol: 'TCP', port: 9000 }],
    });
  });

  test('refuses times that are none, keeping nothing and a bucket that is none, all at once', () => {
    expect(
      render({ schedule: 'daily', keep: Duration.hours(12), to: { bucket: { ...bucket, folder: '/' } } }).problems,
    ).toEqual([
      'chart/db: backup.schedule: expected five fields (minute, hour, day of the month, month, day of the week), such as "0 3 * * *", received "daily"',
      'chart/db: backup.keep: expected whole days, at least 1, received 0.5 d',
      'chart/db: backup.to.bucket.folder: expected a folder such as "shop/prod", received "/"',
    ]);
  });
});
