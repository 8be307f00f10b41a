import { describe, expect, test } from '@jest/globals';
import { scheduleAsNamed } from '../../../../lib/checker/rules/availability/schedule-as-named';
import { judge } from '../judge';
import { object } from '../workloads';

describe('schedule-as-named', () => {
  const cron = (name: string, schedule: string, kind = 'CronJob') =>
    judge(scheduleAsNamed, object(kind, name, `schedule: "${schedule}"`));

  test('finds a nightly job that comes every hour', () => {
    expect(cron('nightly-report', '0 * * * *')).toEqual([scheduleAsNamed.example]);
    expect(cron('nightly-report', '0 2 * * *')).toEqual([]);
    expect(cron('nightly-report', '0 1,3 * * 1-5')).toEqual([]);
    expect(cron('report', '0 * * * *')).toEqual([]);
  });

  test('finds a weekly job that comes every day', () => {
    expect(cron('weekly-report', '0 2 * * *')).toHaveLength(1);
    expect(cron('weekly-report', '0 2 * * 0')).toEqual([]);
  });

  test('finds a daily job that comes once a month, or once a week', () => {
    expect(cron('daily-report', '0 2 1 * *')).toHaveLength(1);
    expect(cron('daily-report', '0 2 * * 1')).toHaveLength(1);
    expect(cron('daily-report', '0 2 * * MON-FRI')).toEqual([]);
    expect(cron('daily-report', '0 2 1-28 * *')).toEqual([]);
    expect(cron('weekly-report', '0 2 1 * *')).toHaveLength(1);
    expect(cron('weekly-report', '0 2 1,8,15,22 * *')).toEqual([]);
    expect(cron('weekly-report', '0 2 1 * 1')).toEqual([]);
    expect(cron('daily-report', '0 2 1 * 1')).toEqual([]);
  });

  test('finds a job for the day before that does not come each day', () => {
    const settle = (schedule: string, args: string, kind = 'CronJob') =>
      judge(
        scheduleAsNamed,
        object(
          kind,
          'settle',
          `schedule: "${schedule}", jobTemplate: { spec: { template: { spec: { containers: [{ name: a, args: [${args}] }] } } } }`,
        ),
      );
    expect(settle('0 2 1 * *', '--date=yesterday')[0]).toContain('since container a asks for yesterday');
    expect(settle('0 2 * * 1', '--business-date, yesterday, --quiet')).toHaveLength(1);
    expect(settle('0 2 * * *', '--date=yesterday')).toEqual([]);
    expect(settle('0 2 * * 1-5', '--date=yesterday')).toEqual([]);
    expect(settle('0 2 1 * *', '--date=today')).toEqual([]);
    expect(settle('0 2 1 * *', '"report $(date --date=yesterday +%Y-%m)"')).toEqual([]);
    expect(settle('0 2 1 * *', '--date=yesterday', 'Schedule')).toEqual([]);
  });

  test('reads the seconds of a ScheduledBackup', () => {
    expect(cron('db-daily', '0 2 * * * *', 'ScheduledBackup')).toHaveLength(1);
    expect(cron('db-daily', '0 0 2 * * *', 'ScheduledBackup')).toEqual([]);
  });

  test.each([
    ['hourly', '* * * * *', 'once an hour'],
    ['hourly', '0 3 * * *', 'once an hour'],
    ['daily', '0 */6 * * *', 'once a day'],
    ['weekly', '0 2 * * *', 'once a week'],
    ['monthly', '0 2 * * *', 'once a month'],
    ['yearly', '0 2 1 * *', 'once a year'],
  ])('%s is not "%s"', (word, schedule, often) => {
    expect(cron(`${word}-report`, schedule)[0]).toContain(`expected a schedule that comes ${often}`);
  });

  test.each([
    ['hourly', '5 */1 * * *'],
    ['daily', '0 */12 * * *'],
    ['weekly', '0 2 1,8,15,22 * *'],
    ['monthly', '0 2 * * 0#1'],
    ['monthly', '0 2 1 * *'],
    ['yearly', '0 2 1 1 *'],
    ['daily-weekly', '0 * * * *'],
    ['daily', '0 * * *'],
    ['daily', '0 * * * * *'],
  ])('%s may be "%s"', (word, schedule) => {
    expect(cron(`${word}-report`, schedule)).toEqual([]);
  });

  test.each([
    ['CronWorkflow', 'spec.schedule', { schedule: '0 * * * *' }],
    ['Schedule', 'spec.schedule', { schedule: '0 * * * *' }],
    ['Schedule', 'spec.backup.schedule', { backup: { schedule: '0 * * * *' } }],
    ['RecurringJob', 'spec.cron', { cron: '0 * * * *' }],
  ])('reads the schedule of a %s at %s', (kind, field, spec) => {
    const found = judge(scheduleAsNamed, JSON.stringify({ apiVersion: 'v1', kind, metadata: { name: 'daily' }, spec }));
    expect(found[0]).toContain(`${kind} default/daily: ${field}: `);
  });
});
