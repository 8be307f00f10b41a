import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import {
  Image,
  OneOffJob,
  type OneOffJobProps,
  Password,
  type PostgresDatabase,
  ScheduledJob,
  type ScheduledJobProps,
} from '../../lib';
import { postgresCredential } from '../../lib/values/postgres-database';
import * as service from './service-props';
import { Program } from './synthesize';

type Props = Omit<ScheduledJobProps, 'namespace'>;

const { name, image, resources } = service.minimal;
const job: Omit<OneOffJobProps, 'namespace'> = { name, image, resources, deadline: Duration.minutes(10) };
const minimal: Props = { ...job, schedule: '0 3 * * *' };

const everyJob: Required<Omit<OneOffJobProps, 'namespace'>> = {
  ...service.everyPod,
  ...job,
  retries: 2,
  uid: 1234,
  gid: 1234,
  writable: ['/tmp'],
  backingServices: {},
  poolSize: 2,
};

const everything: Required<Props> = {
  ...everyJob,
  schedule: '*/15 * * * *',
  timeZone: 'Asia/Seoul',
  concurrency: 'Replace',
  startWithin: Duration.minutes(2),
  history: { successful: 1, failed: 5 },
};

function scheduled(props: Partial<Props> = {}): Program {
  const program = new Program();
  new ScheduledJob(program.chart('chart'), 'report', { namespace: program.namespace('shop'), ...minimal, ...props });
  return program;
}

function once(props: Partial<OneOffJobProps> = {}, change: (job: OneOffJob) => void = () => {}): Program {
  const program = new Program();
  change(new OneOffJob(program.chart('chart'), 'load', { namespace: program.namespace('shop'), ...job, ...props }));
  return program;
}

const CRON_JOB = 'CronJob shop/api';

describe('a scheduled job', () => {
  test('is a ServiceAccount and a CronJob', () => {
    expect(scheduled().objects('chart')).toEqual(['ServiceAccount shop/api', CRON_JOB]);
  });

  test('may use every prop at once', () => {
    expect(scheduled(everything).problems).toEqual([]);
  });

  test('runs once at a time, by UTC, at most an hour late, and says nothing else of its own', () => {
    expect(scheduled().find(CRON_JOB)).toHaveProperty('spec', {
      schedule: '0 3 * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 3600,
      jobTemplate: { spec: { activeDeadlineSeconds: 600, template: expect.anything() } },
    });
  });

  test('runs as it was told to', () => {
    expect(scheduled(everything).find(CRON_JOB)).toMatchObject({
      spec: {
        schedule: '*/15 * * * *',
        timeZone: 'Asia/Seoul',
        concurrencyPolicy: 'Replace',
        startingDeadlineSeconds: 120,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 5,
        jobTemplate: { spec: { backoffLimit: 2 } },
      },
    });
  });

  test('tries again in the same pod, where its network is there already', () => {
    expect(scheduled().find(CRON_JOB)).toHaveProperty('spec.jobTemplate.spec.template.spec.restartPolicy', 'OnFailure');
  });

  test.each<[string, Partial<Props>, string]>([
    [
      'a schedule of four fields',
      { schedule: '0 3 * *' },
      'schedule: expected five fields (minute, hour, day of the month, month, day of the week), such as "0 3 * * *", received "0 3 * *"',
    ],
    [
      'a time zone that does not exist',
      { timeZone: 'Asia/Soul' },
      'timeZone: expected a time zone such as "Asia/Seoul", received "Asia/Soul"',
    ],
    [
      'a time zone in lower case',
      { timeZone: 'asia/seoul' },
      'timeZone: expected a time zone such as "Asia/Seoul", received "asia/seoul"',
    ],
    ['no time to run', { deadline: Duration.seconds(0) }, 'deadline: expected whole seconds, at least 1, received 0 s'],
    ['half a retry', { retries: 0.5 }, 'retries: expected a whole number, at least 0, received 0.5'],
    [
      'a start that the controller misses',
      { startWithin: Duration.seconds(9) },
      'startWithin: expected whole seconds, at least 10, received 9 s',
    ],
    [
      'a history of less than nothing',
      { history: { successful: 1, failed: -1 } },
      'history.failed: expected a whole number, at least 0, received -1',
    ],
    [
      'a name without room for the names of its Jobs',
      { name: 'a'.repeat(53) },
      `name: expected at most 52 characters, since the name of each Job adds 11 characters, received "${'a'.repeat(53)}"`,
    ],
  ])('is refused %s', (_, props, sentence) => {
    expect(scheduled(props).problems).toEqual([`chart/report: ${sentence}`]);
  });
});

describe('a one-off job', () => {
  const nameOf = (program: Program): string =>
    program.objects('chart').find((object) => object.startsWith('Job ')) ?? '';

  test('is a ServiceAccount and a Job', () => {
    expect(once().objects('chart')).toEqual([
      'ServiceAccount shop/api',
      expect.stringMatching(/^Job shop\/api-\w{10}$/),
    ]);
  });

  test('may use every prop at once', () => {
    expect(once(everyJob).problems).toEqual([]);
  });

  test('is the same Job for the same work', () => {
    expect(nameOf(once())).toBe(nameOf(once()));
  });

  test.each<[string, Partial<OneOffJobProps>]>([
    ['image', { image: Image.tagged('ghcr.io/wealist/api', '1.0.1') }],
    ['argument', { args: ['--again'] }],
    ['setting', { config: { YEAR: '2027' } }],
    ['deadline', { deadline: Duration.minutes(11) }],
  ])('is another Job for another %s, since no Job can be changed', (_, props) => {
    expect(nameOf(once(props))).not.toBe(nameOf(once()));
  });

  test('is another Job once it calls a service, however late that is said', () => {
    const { USERS_URL } = service.everything.calls;
    expect(nameOf(once({}, (load) => load.call('USERS_URL', USERS_URL)))).not.toBe(nameOf(once()));
  });

  test('reaches its database, and is counted as one client of as many connections as its pool has', () => {
    const address = { host: 'db.shop.svc.cluster.local', port: 5432, database: 'shop', user: 'shop' };
    const clients: number[] = [];
    const database: PostgresDatabase = {
      ...address,
      databaseName: address.database,
      password: Password.existing(),
      credential: postgresCredential(address),
      peer: { namespace: 'shop', podLabels: { app: 'db' } },
      grantAccess: ({ connections }) => clients.push(connections),
    };
    const program = once({ backingServices: { 'api-database': database }, poolSize: 3 });
    expect(program.edges).toMatchObject([{ to: { namespace: 'shop' }, port: 5432 }]);
    expect(clients).toEqual([3]);
  });
});
