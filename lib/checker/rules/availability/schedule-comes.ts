import type { Bundle } from '../../bundle/bundle';
import { isSchedule, momentsOf } from '../../kubernetes/cron-schedule';
import { schedule } from '../../kubernetes/value-syntax';
import { valuesAt } from '../../manifest/field-path';
import { apiGroup, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The days of each month, with the day of a leap year. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The day of a schedule comes. */
export const scheduleComes: Rule = {
  id: 'schedule-comes',
  answer: 'broken',
  why: 'the API server accepts the 30th of February, and a start that must come within a moment: the job never runs',
  example:
    'CronJob default/report: spec.schedule: expected a day that its months have, received "0 3 30 2 *" [schedule-comes]',
  about: ['cron', 'ScheduledBackup', 'velero.io', 'ReplicationSource'],
  check: (bundle) => [
    ...unread(bundle),
    ...['CronJob', 'ScheduledBackup']
      .flatMap((kind) => bundle.ofKind(kind))
      .flatMap((object) => {
        // A suspended job waits for a person.
        if (valueAt(object, 'spec', 'suspend') === true) return [];
        const within = numberAt(object, 'spec', 'startingDeadlineSeconds');
        // https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
        if (within !== undefined && within < 10) {
          const expected = 'at least 10, since Kubernetes looks every 10 seconds';
          return [{ object, field: 'spec.startingDeadlineSeconds', expected, received: quoted(within) }];
        }
        const written = stringAt(object, 'spec', 'schedule') ?? '';
        const fields = written.trim().split(/\s+/);
        const withSecond = object.kind === 'ScheduledBackup' && !written.startsWith('@');
        if (withSecond && fields.length === 5) {
          return [
            { object, field: 'spec.schedule', expected: 'six fields, the second first', received: quoted(written) },
          ];
        }
        const plain = withSecond ? fields.slice(1).join(' ') : written;
        const [, , days = [], months = []] = plain.startsWith('@') ? [] : (momentsOf(plain) ?? []);
        const comes = months.some((month) => days.some((day) => day <= (DAYS[month - 1] ?? 0)));
        // With a day of the week, either of both days will do.
        const anyDay = days.length === 0 || !/^\S+\s+\S+\s+\S+\s+\S+\s+[*?]$/.test(plain.trim());
        if (comes || anyDay) return [];
        return [{ object, field: 'spec.schedule', expected: 'a day that its months have', received: quoted(written) }];
      }),
  ],
};

/** The schedules of operators that read five fields, as a CronJob does. Source: velero.io, argo-workflows.readthedocs.io, volsync.readthedocs.io, longhorn.io */
const OF_OPERATORS = [
  { group: 'velero.io', kind: 'Schedule', field: 'spec.schedule' },
  { group: 'argoproj.io', kind: 'CronWorkflow', field: 'spec.schedule' },
  { group: 'argoproj.io', kind: 'CronWorkflow', field: 'spec.schedules[]' },
  { group: 'volsync.backube', kind: 'ReplicationSource', field: 'spec.trigger.schedule' },
  { group: 'longhorn.io', kind: 'RecurringJob', field: 'spec.cron' },
];

function unread(bundle: Bundle): Finding[] {
  return OF_OPERATORS.flatMap(({ group, kind, field }) =>
    bundle
      .ofKind(kind)
      .filter(({ apiVersion }) => apiGroup(apiVersion) === group)
      .flatMap((object) =>
        valuesAt(object, field)
          .filter(({ value }) => !isSchedule(String(value).replace(/^(CRON_)?TZ=\S+\s+/, '')))
          .map(({ value, path }) => ({ object, field: path, expected: schedule.expected, received: quoted(value) })),
      ),
  );
}
