import type { Bundle } from '../../bundle/bundle';
import { ownVariables, takenVariables, variable } from '../../bundle/containers/container-environment';
import { timeZone } from '../../kubernetes/value-syntax';
import { valuesAt } from '../../manifest/field-path';
import { namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Variables with the name of a time zone. */
const VARIABLE = /^(TZ|TIMEZONE|TIME_ZONE|GENERIC_TIMEZONE|PHP_TZ|PHP_TIMEZONE|APP_TIMEZONE|CELERY_TIMEZONE)$/;
/** A name of the database of time zones. Short names and rules of POSIX are others: `CET`, `KST-9`. */
const NAME = /^[A-Z][A-Za-z]+\/[A-Za-z_+-]+(\/[A-Za-z_]+)?$/;

/** A program is told a time zone that exists, and a schedule the zone of the others. */
export const timeZones: Rule = {
  id: 'time-zones',
  answer: 'risk',
  why: 'a program takes UTC for a time zone that it does not find: jobs start, and reports end, hours too early or too late',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[TZ].value: expected a name of the time zone database, such as Asia/Seoul, received "Asia/Soeul" [time-zones]',
  about: ['TZ', 'timeZone', 'TIME_'],
  check: (bundle) => [
    ...bundle.containers.flatMap((container) =>
      [...takenVariables(bundle, container), ...ownVariables(bundle, container)].flatMap(
        ({ name, value = '', path, secret, source }): Finding[] => {
          if (secret || !VARIABLE.test(name) || isKnown(value)) return [];
          const field = source === undefined ? `${path}.value` : path;
          return [{ object: container.template.owner, field, expected: timeZone.expected, received: quoted(value) }];
        },
      ),
    ),
    ...withoutZone(bundle),
    // https://keda.sh/docs/latest/scalers/cron/
    ...bundle.ofKind('ScaledObject').flatMap((object) =>
      valuesAt(object, 'spec.triggers[].metadata.timezone').flatMap(({ value, path: field }): Finding[] => {
        if (typeof value !== 'string' || isKnown(value)) return [];
        return [{ object, field, answer: 'broken', expected: timeZone.expected, received: quoted(value) }];
      }),
    ),
  ],
};

const isKnown = (value: string): boolean => !NAME.test(value) || timeZone.fits(value);

/** A schedule of some hours of the day. */
const AT_HOURS = /^\s*\S+\s+\d{1,2}(,\d{1,2})*\s/;

/** A schedule is in the zone of the controller, mostly UTC, unless timeZone says otherwise. */
function withoutZone(bundle: Bundle): Finding[] {
  const jobs = bundle.ofKind('CronJob').filter((job) => AT_HOURS.test(stringAt(job, 'spec', 'schedule') ?? ''));
  return jobs.flatMap((object): Finding[] => {
    const others = jobs.filter((job) => job !== object && namespaceOf(job) === namespaceOf(object));
    const zones = new Set(others.map((job) => stringAt(job, 'spec', 'timeZone')));
    const [zone] = zones;
    if (valueAt(object, 'spec', 'timeZone') !== undefined || zones.size !== 1 || zone === undefined) return [];
    // Some jobs may come at any hour: the servers of the namespace say that the zone matters.
    const isUsed = bundle.select(namespaceOf(object), {}).some(({ owner, containers }) => {
      return (
        owner.kind !== 'CronJob' && containers.some((container) => variable(bundle, container, 'TZ')?.value === zone)
      );
    });
    if (!isUsed || /UTC|GMT/.test(zone)) return [];
    const expected = `${zone}, as all other CronJobs of the namespace have: the schedule is in the zone of the controller otherwise`;
    return [{ object, field: 'spec.timeZone', expected, received: 'nothing' }];
  });
}
