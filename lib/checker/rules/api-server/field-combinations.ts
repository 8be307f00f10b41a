import { typedValues } from '../../bundle/typed-fields';
import { fieldPath } from '../../manifest/field-path';
import { type Json, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Fields that depend on each other go together. */
export const fieldCombinations: Rule = {
  id: 'field-combinations',
  answer: 'broken',
  why: 'the API server rejects fields that exclude each other, and a field without the one that it needs',
  example:
    'Deployment default/api: spec.strategy.rollingUpdate: expected no such field (with type "Recreate"), received another value [field-combinations]',
  check: (bundle) =>
    typedValues(bundle).flatMap(({ object, path, value, structure, demands }) => {
      const place = { structure, object, kubernetes: bundle.cluster.kubernetes };
      return demands
        .flatMap((demand) => demand(value, place))
        .map(({ field, expected, received }): Finding => {
          const whole = field === '' ? path : fieldPath(path, field);
          return { object, field: whole, expected, received: received ?? shown(valueAt(value, ...field.split('.'))) };
        });
    }),
};

/** Longer values may hold a password, or fill the screen. */
function shown(value: Json | undefined): string {
  return typeof value === 'object' && value !== null ? 'another value' : quoted(value);
}
