import { describe, expect, test } from '@jest/globals';
import { Duration, Size } from 'cdk8s';
import {
  ExternalPostgres,
  Image,
  Password,
  PostgresBackup,
  type PostgresBackupProps,
  PostgresStatefulSet,
  type PostgresStatefulSetProps,
} from '../../lib';
import { type Json, listAt, valueAt } from '../../lib/checker/manifest/manifest';
import { Cpu } from '../../lib/kubernetes';
import { secretValues } from '../secret-values';
import { bucket, byIdentity, claim, inBucket } from './backup-props';
import { Program } from './synthesize';

type Props = Omit<PostgresBackupProps, 'namespace' | 'database'>;

const minimal: Props = {
  name: 'postgres',
  image: Image.tagged('postgres', '16-alpine'),
  schedule: '0 3 * * *',
  keep: Duration.days(14),
  to: claim,
};

const everything: Required<Props> = {
  ...minimal,
  to: inBucket,
  resources: {
    cpu: { request: Cpu.millis(50), limit: Cpu.millis(200) },
    memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256) },
  },
};

function render(props: Partial<Props> = {}, server: Partial<PostgresStatefulSetProps> = {}): Program {
  const program = new Program();
  const namespace = program.namespace('databases');
  const chart = program.chart('chart');
  const { name, image } = minimal;
  const storage = { size: Size.gibibytes(5) };
  const password = Password.literal('s3cret');
  const database = new PostgresStatefulSet(chart, 'db', { namespace, name, image, storage, password, ...server });
  new PostgresBackup(chart, 'backup', { namespace, database, ...minimal, ...props });
  return program;
}

const BACKUP = 'CronJob databases/postgres-backup';
const RESTORE = 'CronJob databases/postgres-restore';
const job = (program: Program, object: string) => valueAt(program.find(object), 'spec', 'jobTemplate', 'spec');
const pod = (program: Program, object: string) => valueAt(job(program, object), 'template', 'spec');
const steps = (program: Program, object: string): Json[] => [
  ...listAt(pod(program, object), 'initContainers'),
  ...listAt(pod(program, object), 'containers'),
];
const names = (list: readonly Json[]) => list.map((item) => valueAt(item, 'name'));
const variables = (step: Json | undefined) =>
  Object.fromEntries(listAt(step, 'env').map((entry) => [valueAt(entry, 'name'), valueAt(entry, 'value')]));

describe('a backup', () => {
  test('to a claim is two CronJobs, a claim, a Secret, a ServiceAccount and a NetworkPolicy', () => {
    const own = render()
      .objects('chart')
      .filter((object) => /postgres-(backup|restore)/.test(object));
    expect(own).toEqual([
      'NetworkPolicy databases/postgres-backup',
      'ServiceAccount databases/postgres-backup',
      'Secret databases/postgres-backup-secret',
      'PersistentVolumeClaim databases/postgres-backup',
      BACKUP,
      RESTORE,
    ]);
  });

  test('to a bucket has a Secret for it in place of a claim', () => {
    const program = render({ to: inBucket });
    expect(program.promised).toEqual({
      'databases/postgres-backup-bucket': ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    });
    expect(program.objects('chart')).not.toContain('PersistentVolumeClaim databases/postgres-backup');
  });

  test('may use every prop at once', () => {
    expect(render(everything).problems).toEqual([]);
  });

  test('runs at its times, which are UTC wherever the cluster is', () => {
    expect(render().find(BACKUP)).toMatchObject({ spec: { schedule: '0 3 * * *', timeZone: 'Etc/UTC' } });
  });

  test('never runs twice at a time, and does not hang for ever', () => {
    const program = render();
    expect(program.find(BACKUP)).toHaveProperty('spec.concurrencyPolicy', 'Forbid');
    expect(job(program, BACKUP)).toHaveProperty('activeDeadlineSeconds', 6 * 60 * 60);
  });

  test('is begun up to an hour late, and tried three times', () => {
    const program = render();
    expect(program.find(BACKUP)).toHaveProperty('spec.startingDeadlineSeconds', 60 * 60);
    expect(job(program, BACKUP)).toMatchObject({ backoffLimit: 2, template: { spec: { restartPolicy: 'Never' } } });
  });

  test.each([
    [BACKUP, /^pg_dump/m],
    [RESTORE, /^dropdb/m],
  ])(
    '%s waits up to two minutes for the database, in the same pod, before it is asked for anything',
    (object, first) => {
      const script = String(listAt(steps(render(), object)[0], 'command').at(-1));
      const [before = ''] = script.split(first);
      expect(before).toContain('echo "waiting up to 120 s for $PGHOST:$PGPORT"\n');
      expect(before).toContain('pg_isready');
      expect(before).not.toMatch(/^(pg_dump|pg_restore|psql|createdb|dropdb|vacuumdb)/m);
    },
  );

  test('leaves three Jobs that went well to look at, and three that did not', () => {
    expect(render().find(BACKUP)).toMatchObject({
      spec: { successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 3 },
    });
  });

  test.each([BACKUP, RESTORE])('%s runs without rights, and writes nowhere but where dumps lie', (object) => {
    for (const props of [minimal, everything]) {
      const program = render(props);
      expect(pod(program, object)).toMatchObject({
        enableServiceLinks: false,
        serviceAccountName: 'postgres-backup',
        securityContext: { runAsNonRoot: true, runAsUser: 70, fsGroup: 70, seccompProfile: { type: 'RuntimeDefault' } },
      });
      for (const step of steps(program, object)) {
        expect(step).toMatchObject({
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
            readOnlyRootFilesystem: true,
          },
          volumeMounts: [{ name: 'dumps', mountPath: '/dumps' }],
        });
      }
    }
  });

  test('has an identity without a token', () => {
    const account = render().find('ServiceAccount databases/postgres-backup');
    expect(account).toHaveProperty('automountServiceAccountToken', false);
  });

  test('has the programs of the image it is given, as the user of that image', () => {
    const program = render({ image: Image.tagged('postgres', '18.1-bookworm') });
    expect(steps(program, BACKUP)[0]).toHaveProperty('image', 'postgres:18.1-bookworm');
    expect(pod(program, BACKUP)).toHaveProperty('securityContext.runAsUser', 999);
  });

  test.each([BACKUP, RESTORE])('%s finds the database by the variables of libpq', (object) => {
    const program = render();
    const dump = steps(program, object)[0];
    expect(listAt(dump, 'envFrom')).toEqual([{ secretRef: { name: 'postgres-backup-secret' } }]);
    expect(secretValues(program.find('Secret databases/postgres-backup-secret'))).toEqual({
      PGHOST: 'postgres.databases.svc.cluster.local',
      PGPORT: '5432',
      PGUSER: 'postgres',
      PGPASSWORD: 's3cret',
      PGDATABASE: 'postgres',
    });
  });

  test('has 100m and 128Mi, at most 1 CPU, 512Mi and room for a dump of 20Gi, in each container, if nothing is said', () => {
    for (const step of steps(render(), BACKUP)) {
      expect(step).toHaveProperty('resources', {
        requests: { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '1Gi' },
        limits: { cpu: '1', memory: '512Mi', 'ephemeral-storage': '20Gi' },
      });
    }
  });

  test('has the resources it is given, in each container', () => {
    for (const step of steps(render(everything), BACKUP)) {
      expect(step).toHaveProperty('resources', {
        requests: { cpu: '50m', memory: '64Mi', 'ephemeral-storage': '64Mi' },
        limits: { cpu: '200m', memory: '256Mi', 'ephemeral-storage': '1Gi' },
      });
    }
  });

  test('keeps every byte when its construct is renamed', () => {
    const texts = (id: string) => {
      const program = new Program();
      const namespace = program.namespace('databases');
      const chart = program.chart('chart');
      const storage = { size: Size.gibibytes(5) };
      const shared = { namespace, name: 'postgres', image: minimal.image };
      const database = new PostgresStatefulSet(chart, 'db', { ...shared, storage, password: Password.existing() });
      new PostgresBackup(chart, id, { ...everything, namespace, database });
      return program.texts;
    };
    expect(texts('renamed')).toEqual(texts('backup'));
  });
});

describe('a backup to a claim', () => {
  test('has a disk of its own', () => {
    expect(render().find('PersistentVolumeClaim databases/postgres-backup')).toHaveProperty('spec', {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'fast',
      resources: { requests: { storage: '20Gi' } },
    });
  });

  test('dumps, and deletes what is older than it is kept only then', () => {
    const program = render();
    expect(names(steps(program, BACKUP))).toEqual(['dump', 'prune']);
    expect(listAt(steps(program, BACKUP)[1], 'command').join(' ')).toContain('-mmin +20160 -print -exec rm {} ;');
  });

  test.each([BACKUP, RESTORE])('%s has the disk mounted', (object) => {
    expect(listAt(pod(render(), object), 'volumes')).toEqual([
      { name: 'dumps', persistentVolumeClaim: { claimName: 'postgres-backup' } },
    ]);
  });

  test('talks to the database and to nobody else', () => {
    expect(listAt(render().find('NetworkPolicy databases/postgres-backup'), 'spec', 'egress')).toHaveLength(1);
  });
});

describe('a backup to a bucket', () => {
  const program = render({ to: inBucket });

  test('dumps, uploads, and deletes what is older than it is kept, each only after the one before', () => {
    const [, upload, prune] = steps(program, BACKUP);
    expect(names(steps(program, BACKUP))).toEqual(['dump', 'upload', 'prune']);
    const place = ':s3:wealist-backups/wealist/prod';
    expect(valueAt(upload, 'args')).toEqual(['copy', '/dumps', place, '--include', 'postgres-*.dump']);
    expect(valueAt(prune, 'args')).toEqual(['delete', place, '--include', 'postgres-*.dump', '--min-age', '14d']);
  });

  test('fetches a dump before it is restored', () => {
    expect(names(steps(program, RESTORE))).toEqual(['fetch', 'restore']);
  });

  test('says at the start of a restore that it may have to wait for the bucket', () => {
    const script = String(listAt(steps(program, RESTORE)[0], 'command').at(-1));
    expect(script).toMatch(/^echo "fetching from :s3:wealist-backups\/wealist\/prod; rclone waits /);
  });

  test('lets rclone know the bucket, and not the database', () => {
    const [dump, upload] = steps(program, BACKUP);
    expect(variables(upload)).toEqual({
      RCLONE_S3_PROVIDER: 'Other',
      RCLONE_S3_ENDPOINT: 'https://s3.example.com:9000',
      RCLONE_S3_REGION: 'ap-northeast-2',
      RCLONE_S3_ENV_AUTH: 'true',
      RCLONE_S3_NO_CHECK_BUCKET: 'true',
    });
    expect(valueAt(upload, 'envFrom')).toEqual([{ secretRef: { name: 'postgres-backup-bucket' } }]);
    expect(valueAt(dump, 'envFrom')).toEqual([{ secretRef: { name: 'postgres-backup-secret' } }]);
  });

  test('gives rclone no key where a cloud knows the pods', () => {
    const known = render({ to: { ...inBucket, bucket: byIdentity } });
    const [, upload] = steps(known, BACKUP);
    expect(variables(upload)).toMatchObject({ RCLONE_S3_ENV_AUTH: 'true' });
    expect(valueAt(upload, 'envFrom')).toBeUndefined();
    expect(known.find('ServiceAccount databases/postgres-backup').metadata).toMatchObject({
      annotations: byIdentity.identity.annotations,
    });
    expect(JSON.stringify(known.find('NetworkPolicy databases/postgres-backup'))).toContain('203.0.113.0/24');
  });

  test('speaks HTTPS on its own port in us-east-1, if nothing is said', () => {
    const { port: _port, region: _region, ...plain } = bucket;
    const [, upload] = steps(render({ to: { ...inBucket, bucket: plain } }), BACKUP);
    expect(variables(upload)).toMatchObject({
      RCLONE_S3_ENDPOINT: 'https://s3.example.com',
      RCLONE_S3_REGION: 'us-east-1',
    });
  });

  test('holds a dump only as long as its pod runs, and only as large as its scratch space', () => {
    expect(listAt(pod(program, BACKUP), 'volumes')).toEqual([{ name: 'dumps', emptyDir: { sizeLimit: '20Gi' } }]);
  });

  test('reaches the addresses of the bucket, at its port', () => {
    expect(listAt(program.find('NetworkPolicy databases/postgres-backup'), 'spec', 'egress')).toContainEqual({
      to: [{ ipBlock: { cidr: '192.0.2.0/24' } }, { ipBlock: { cidr: '198.51.100.0/24' } }],
      ports: [{ protocol: 'TCP', port: 9000 }],
    });
  });
});

describe('the way back', () => {
  test('is a CronJob that never runs by itself: kubectl create job --from makes a Job of it', () => {
    expect(render().find(RESTORE)).toMatchObject({ spec: { suspend: true, schedule: '0 0 31 2 *' } });
  });

  test('is tried once, since somebody looks on', () => {
    expect(job(render(), RESTORE)).toHaveProperty('backoffLimit', 0);
  });

  test.each([
    ['a claim', minimal],
    ['a bucket', everything],
  ])('from %s takes the newest dump and replaces the database, and each can be changed in every step', (_, props) => {
    for (const step of steps(render(props), RESTORE)) {
      expect(variables(step)).toMatchObject({ DUMP: 'newest', MODE: 'replace' });
    }
  });
});

describe('the database of a backup', () => {
  test('lets it in', () => {
    const selector = { 'app.kubernetes.io/instance': 'databases', 'app.kubernetes.io/name': 'postgres-backup' };
    expect(render().find('NetworkPolicy databases/postgres')).toHaveProperty('spec.ingress.0.from.0', {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'databases' } },
      podSelector: { matchLabels: selector },
    });
  });

  test('counts two connections: a backup and a restore', () => {
    expect(render({}, { maxConnections: 5 }).problems).toEqual([]);
    expect(render({}, { maxConnections: 4 }).problems).toEqual([
      'chart/db: maxConnections: expected at least 5 connections (2 of postgres-backup, 3 for superusers), received 4; raise maxConnections, or lower poolSize or replicas',
    ]);
  });

  test('may be one that somebody else runs, known by its certificate', () => {
    const program = new Program();
    const namespace = program.namespace('databases');
    const database = new ExternalPostgres(program.chart('chart'), 'db', {
      namespace,
      name: 'postgres',
      address: { hostname: 'db.example.com', cidrs: ['10.20.0.0/24'] },
      tls: { mode: 'verify-full', ca: '-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n' },
      password: Password.literal('s3cret'),
    });
    new PostgresBackup(program.chart('chart'), 'backup', { ...minimal, namespace, database });
    expect(program.problems).toEqual([]);
    expect(secretValues(program.find('Secret databases/postgres-backup-secret'))).toMatchObject({
      PGHOST: 'db.example.com',
      PGSSLMODE: 'verify-full',
      PGSSLROOTCERT: '/etc/postgresql-ca/ca.crt',
    });
    expect(listAt(steps(program, BACKUP)[0], 'volumeMounts')).toContainEqual({
      name: 'postgres-backup-postgres-ca',
      mountPath: '/etc/postgresql-ca',
      readOnly: true,
    });
    expect(program.objects('chart')).toContain('ConfigMap databases/postgres-backup-postgres-ca');
  });
});

describe('a backup refuses', () => {
  test('all of it at once', () => {
    const program = render(
      {
        name: 'p'.repeat(45),
        image: Image.tagged('postgres', '0').at('alpine'),
        schedule: '0 25 * * *',
        keep: Duration.days(0),
        to: { claim: { size: Size.gibibytes(0) } },
      },
      { database: 'my database' },
    );
    expect(program.problems).toEqual([
      'chart/backup: image.tag: expected a PostgreSQL version from 13 on, such as "16-alpine", received "alpine"',
      `chart/backup: name: expected at most 52 characters, since the name of each Job adds 11 characters, received "${'p'.repeat(45)}-restore"`,
      'chart/backup: database: expected a name of 1 to 46 letters, digits, "_" and "-", since a restore puts a time behind it, received "my database"',
      'chart/backup: schedule: expected five fields (minute, hour, day of the month, month, day of the week), such as "0 3 * * *", received "0 25 * * *"',
      'chart/backup: keep: expected whole days, at least 1, received 0 d',
      'chart/backup: to.claim.size: expected a finite size above zero, received 0Gi',
    ]);
  });

  test('requests above limits', () => {
    const resources = { ...everything.resources, cpu: { request: Cpu.units(2), limit: Cpu.units(1) } };
    expect(render({ resources }).problems).toEqual([
      'chart/backup: resources.cpu.request: expected at most the limit of 1, received 2',
    ]);
  });

  test('a bucket that its client could not find, and an rclone of any day', () => {
    const rclone = Image.tagged('rclone/rclone', '1').at('latest');
    expect(render({ to: { rclone, bucket: { ...bucket, name: 'No_Bucket' } } }).problems).toEqual([
      'chart/backup: to.bucket.name: expected a bucket name (3 to 63 of a-z, 0-9, "." and "-"), received "No_Bucket"',
      'chart/backup: to.rclone.tag: expected a tag of one build, such as "1.4.2", received "latest"',
    ]);
  });
});
