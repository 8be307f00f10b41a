import { expect, test } from '@jest/globals';
import { scheduleMinute } from '../../../../lib/checker/rules/availability/schedule-minute';
import { judge } from '../judge';
import { object } from '../workloads';

const job = (schedule: string) => object('CronJob', 'report', `schedule: "${schedule}"`);

test('finds a schedule of each minute of an hour', () => {
  expect(judge(scheduleMinute, job('* 6 * * 1'))).toEqual([scheduleMinute.example]);
  expect(judge(scheduleMinute, job('* 6,18 * * *'))).toHaveLength(1);
});

test.each(['0 6 * * 1', '* * * * *', '*/5 6 * * *', '* 9-17 * * 1-5', '@daily'])('accepts %s', (schedule) => {
  expect(judge(scheduleMinute, job(schedule))).toEqual([]);
});
