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

  test('reads the seconds of a ScheduledBackup', () => {
    expect(cron('db-daily', '0 2 * * * *', 'ScheduledBackup')).toHaveLength(1);
    expect(cron('db-daily', '0 0 2 * * *', 'ScheduledBackup')).toEqual([]);
  });
});
