import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { timeZone } from '../../kubernetes/value-syntax';
import { valuesAt } from '../../manifest/field-path';
import { type Finding, quoted, type Rule } from '../../rule';

/** Variables with the name of a time zone. */
const VARIABLE = /^(TZ|TIMEZONE|TIME_ZONE|GENERIC_TIMEZONE|PHP_TZ|PHP_TIMEZONE|APP_TIMEZONE|CELERY_TIMEZONE)$/;
/** A name of the database of time zones. Short names and rules of POSIX are others: `CET`, `KST-9`. */
const NAME = /^[A-Z][A-Za-z]+\/[A-Za-z_+-]+(\/[A-Za-z_]+)?$/;

/** A program is told a time zone that exists. */
export const timeZones: Rule = {
  id: 'time-zones',
  answer: 'risk',
  why: 'a program takes UTC for a time zone that it does not find: jobs start, and reports end, hours too early or too late',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[TZ].value: expected a name of the time zone database, such as Asia/Seoul, received "Asia/Soeul" [time-zones]',
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
