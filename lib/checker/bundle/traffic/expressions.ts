import { entryPath, valuesAt } from '../../manifest/field-path';
import { entriesAt, type Manifest } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle } from '../bundle';

/** The text of rules of Prometheus: one expression of an object, or a whole file. */
export interface Expression {
  readonly object: Manifest;
  readonly field: string;
  readonly text: string;
}

/** The expressions of PrometheusRules, and the files of rules of a Prometheus without an operator. */
export const expressionsOf = once((bundle: Bundle): readonly Expression[] => [
  ...ofObjects(bundle),
  ...ofFiles(bundle),
]);

function ofObjects(bundle: Bundle): Expression[] {
  return bundle
    .ofKind('PrometheusRule')
    .flatMap((object) =>
      valuesAt(object, 'spec.groups[].rules[].expr').flatMap(({ value, path: field }) =>
        typeof value === 'string' ? [{ object, field, text: value }] : [],
      ),
    );
}

function ofFiles(bundle: Bundle): Expression[] {
  return bundle.ofKind('ConfigMap').flatMap((object) =>
    entriesAt(object, 'data').flatMap(([key, text]) => {
      const isRules = typeof text === 'string' && /\.(ya?ml|rules)$/.test(key) && /^groups:/m.test(text);
      return isRules && text.includes('expr:') ? [{ object, field: entryPath('data', key), text }] : [];
    }),
  );
}
