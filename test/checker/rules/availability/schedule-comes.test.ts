import { describe, expect, test } from '@jest/globals';
import { scheduleComes } from '../../../../lib/checker/rules/availability/schedule-comes';
import { judge } from '../judge';
import { object } from '../workloads';

describe('schedule-comes', () => {
  const job = (schedule: string, more = 'suspend: false') =>
    object('CronJob', 'report', `schedule: "${schedule}", ${more}`);

  test('finds a day that no month of the schedule has', () => {
    expect(judge(scheduleComes, job('0 3 30 2 *'))).toEqual([scheduleComes.example]);
    expect(judge(scheduleComes, job('0 3 31 4,6,sep *'))).toHaveLength(1);
  });

  test('a backup of CloudNativePG begins with the second', () => {
    const backup = (schedule: string) => object('ScheduledBackup', 'nightly', `schedule: "${schedule}"`);
    expect(judge(scheduleComes, backup('0 1 * * *'))).toEqual([
      expect.stringContaining('spec.schedule: expected six fields, the second first, received "0 1 * * *"'),
    ]);
    expect(judge(scheduleComes, backup('0 0 1 31 2 *'))).toHaveLength(1);
    expect(judge(scheduleComes, backup('0 0 1 * * *') + backup('@daily'))).toEqual([]);
  });

  test('finds a start that must come within a moment', () => {
    expect(judge(scheduleComes, job('0 3 * * *', 'startingDeadlineSeconds: 5'))[0]).toContain(
      'spec.startingDeadlineSeconds: expected at least 10',
    );
    expect(judge(scheduleComes, job('0 3 * * *', 'startingDeadlineSeconds: 10'))).toEqual([]);
  });

  test.each([
    ['a day of leap years', job('0 3 29 2 *')],
    ['one month that has the day', job('0 3 31 2,3 *')],
    ['a day of the week instead', job('0 3 30 2 mon')],
    ['a schedule by name', job('@daily')],
    ['a job that waits for a person', job('0 0 31 2 *', 'suspend: true')],
    ['a schedule that is none, the matter of another rule', job('whenever')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(scheduleComes, yaml)).toEqual([]);
  });

  test.each([
    ['velero.io/v1', 'Schedule', 'schedule: WHEN'],
    ['argoproj.io/v1alpha1', 'CronWorkflow', 'schedules: [WHEN]'],
    ['argoproj.io/v1alpha1', 'CronWorkflow', 'schedule: WHEN'],
    ['volsync.backube/v1alpha1', 'ReplicationSource', 'trigger: { schedule: WHEN }'],
    ['longhorn.io/v1beta2', 'RecurringJob', 'cron: WHEN'],
  ])('an operator of %s reads five fields', (apiVersion, kind, spec) => {
    const said = (when: string, version = apiVersion) =>
      judge(
        scheduleComes,
        `---\n{ apiVersion: ${version}, kind: ${kind}, metadata: { name: a }, spec: { ${spec.replace('WHEN', `"${when}"`)} } }\n`,
      );
    expect(said('0 0 3 * * *')).toEqual([expect.stringContaining('expected five fields')]);
    expect(said('0 3 * * *')).toEqual([]);
    expect(said('CRON_TZ=Asia/Seoul 0 3 * * *')).toEqual([]);
    expect(said('@daily')).toEqual([]);
    expect(said('0 0 3 * * *', 'example.com/v1')).toEqual([]);
  });
});
