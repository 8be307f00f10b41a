import type { Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import type { Manifest } from '../../manifest/manifest';
import { stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Kinds with a schedule: the field, and the number of fields before the minute. */
const SCHEDULES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  CronJob: [['spec', 'schedule']],
  CronWorkflow: [['spec', 'schedule']],
  // https://velero.io/docs/main/api-types/schedule/, https://docs.k8up.io/k8up/references/schedule-specification.html
  Schedule: [
    ['spec', 'schedule'],
    ['spec', 'backup', 'schedule'],
  ],
  // https://longhorn.io/docs/latest/snapshots-and-backups/scheduling-backups-and-snapshots/
  RecurringJob: [['spec', 'cron']],
  // https://cloudnative-pg.io/documentation/current/backup/#scheduled-backups: seconds first
  ScheduledBackup: [['spec', 'schedule']],
};

interface Fields {
  readonly minute: string;
  readonly hour: string;
  readonly day: string;
  readonly month: string;
  readonly weekday: string;
}

const isAny = (field: string): boolean => /^[*?](\/1)?$/.test(field);

const isOne = (field: string): boolean => /^(\d+|[A-Za-z]{3})$/.test(field);
/** Once a month, or once a week. */
const isRare = ({ day, weekday }: Fields): boolean => (isOne(day) && isAny(weekday)) || (isAny(day) && isOne(weekday));

/** The word of a name, and the schedules that are no such time. */
const WORDS: readonly (readonly [word: RegExp, often: string, isOther: (fields: Fields) => boolean])[] = [
  [/^hourly$/, 'once an hour', ({ minute, hour }) => isAny(minute) || /^\d+$/.test(hour)],
  [
    /^(daily|nightly)$/,
    'once a day',
    (fields) => isAny(fields.hour) || /^\*\/[1-6]$/.test(fields.hour) || isRare(fields),
  ],
  [/^weekly$/, 'once a week', ({ day, weekday }) => isAny(weekday) && (isAny(day) || isOne(day))],
  [/^monthly$/, 'once a month', ({ day, weekday }) => isAny(day) && isAny(weekday)],
  [/^(yearly|annual|annually)$/, 'once a year', ({ month }) => isAny(month)],
];

/** A schedule comes as often as the name of its object says. */
export const scheduleAsNamed: Rule = {
  id: 'schedule-as-named',
  answer: 'risk',
  why: 'a field too early or too late makes of a nightly job an hourly one: the report is sent, or the backup made, time and again',
  example:
    'CronJob default/nightly-report: spec.schedule: expected a schedule that comes once a day, as the name says, received "0 * * * *" [schedule-as-named]',
  about: ['hourly', 'daily', 'nightly', 'weekly', 'monthly', 'yearly', 'annual', 'yesterday'],
  check: (bundle) => [
    ...Object.entries(SCHEDULES).flatMap(([kind, places]) =>
      bundle
        .ofKind(kind)
        .flatMap((object) => places.flatMap((place) => otherThanNamed(object, place, kind === 'ScheduledBackup'))),
    ),
    ...bundle.containers.flatMap(otherThanAsked),
  ],
};

/** An option, and no command that computes the month before from the first day of a month. */
const YESTERDAY = /(^|\s)--?[\w-]*(date|day)[= ]["']?yesterday["']?(\s+[^+\s]|\s*$)/;

/** A job for the day before comes each day. */
function otherThanAsked(container: Container): Finding[] {
  const { owner } = container.template;
  const line = owner.kind === 'CronJob' ? commandLine(container) : [];
  const asked = YESTERDAY.test(line.join(' '));
  const schedule = stringAt(owner, 'spec', 'schedule');
  const [, , day = '*', , weekday = '*', ...more] = (schedule ?? '').trim().split(/\s+/);
  if (!asked || more.length > 0) return [];
  if (!isRare({ minute: '', hour: '', month: '', day, weekday })) return [];
  const expected = `a schedule that comes once a day, since container ${container.name} asks for yesterday`;
  return [{ object: owner, field: 'spec.schedule', expected, received: quoted(schedule) }];
}

function otherThanNamed(object: Manifest, place: readonly string[], hasSeconds: boolean): Finding[] {
  const schedule = stringAt(object, ...place);
  const fields = (schedule ?? '')
    .trim()
    .split(/\s+/)
    .slice(hasSeconds ? 1 : 0);
  const [minute, hour, day, month, weekday] = fields;
  if (!minute || !hour || !day || !month || !weekday || fields.length > 5) return [];
  const words = object.metadata.name.split('-');
  const found = WORDS.filter(([word]) => words.some((each) => word.test(each)));
  const [[, often, isOther] = []] = found;
  // A name with two such words says nothing.
  if (found.length !== 1 || !isOther?.({ minute, hour, day, month, weekday })) return [];
  const expected = `a schedule that comes ${often}, as the name says`;
  return [{ object, field: place.join('.'), expected, received: quoted(schedule) }];
}
