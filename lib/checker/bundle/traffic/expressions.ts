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

/** The fields with expressions, by kind. */
const FIELDS: Readonly<Record<string, string>> = {
  PrometheusRule: 'spec.groups[].rules[].expr',
  VMRule: 'spec.groups[].rules[].expr',
  ScaledObject: 'spec.triggers[].metadata.query',
  AnalysisTemplate: 'spec.metrics[].provider.prometheus.query',
  ClusterAnalysisTemplate: 'spec.metrics[].provider.prometheus.query',
  MetricTemplate: 'spec.query',
};

/** Words of which each object or file with an expression has one. */
export const EXPRESSION_WORDS: readonly string[] = [...Object.keys(FIELDS), 'expr:'];

/** The expressions of objects, and the files of rules of a Prometheus without an operator. */
export const expressionsOf = once((bundle: Bundle): readonly Expression[] => [
  ...Object.entries(FIELDS).flatMap(([kind, field]) => bundle.ofKind(kind).flatMap((object) => textsAt(object, field))),
  ...ofFiles(bundle),
]);

/** The texts of a field. */
const textsAt = (object: Manifest, place: string): Expression[] =>
  valuesAt(object, place).flatMap(({ value, path: field }) =>
    typeof value === 'string' ? [{ object, field, text: value }] : [],
  );

function ofFiles(bundle: Bundle): Expression[] {
  return bundle.ofKind('ConfigMap').flatMap((object) =>
    entriesAt(object, 'data').flatMap(([key, text]) => {
      const isRules = typeof text === 'string' && /\.(ya?ml|rules)$/.test(key) && /^groups:/m.test(text);
      return isRules && text.includes('expr:') ? [{ object, field: entryPath('data', key), text }] : [];
    }),
  );
}
