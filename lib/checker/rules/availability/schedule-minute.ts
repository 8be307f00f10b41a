import { stringAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

/** Every minute of some hours, with no range or step of hours that would say so. */
const EVERY_MINUTE = /^\*\s+\d{1,2}(,\d{1,2})*\s+\S+\s+\S+\s+\S+$/;

/** A schedule with an hour has a minute. */
export const scheduleMinute: Rule = {
  id: 'schedule-minute',
  answer: 'risk',
  why: 'an asterisk for the minute is each minute of the hour: 60 jobs start where one was meant',
  example:
    'CronJob default/report: spec.schedule: expected a minute beside the hour, such as 0, received "* 6 * * 1" [schedule-minute]',
  about: ['CronJob'],
  check: (bundle) =>
    bundle.ofKind('CronJob').flatMap((object) => {
      const schedule = stringAt(object, 'spec', 'schedule') ?? '';
      if (!EVERY_MINUTE.test(schedule.trim())) return [];
      const expected = 'a minute beside the hour, such as 0';
      return [{ object, field: 'spec.schedule', expected, received: quoted(schedule) }];
    }),
};
