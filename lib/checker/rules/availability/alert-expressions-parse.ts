import { valuesAt } from '../../manifest/field-path';
import type { Finding, Rule } from '../../rule';

/** Functions of PromQL that take a range of time: https://prometheus.io/docs/prometheus/latest/querying/functions/ */
const OF_RANGES =
  'rate|irate|increase|delta|idelta|deriv|changes|resets|(?:avg|min|max|sum|count|last|stddev|quantile)_over_time';
const WITHOUT_RANGE = new RegExp(`\\b(${OF_RANGES})\\(\\s*[a-zA-Z_:][\\w:]*\\s*(?:\\{[^{}]*\\})?\\s*\\)`);

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The expression of a rule of Prometheus is one. */
export const alertExpressionsParse: Rule = {
  id: 'alert-expressions-parse',
  answer: 'broken',
  why: 'Prometheus rejects the whole file of a rule that it cannot read: none of the alerts ever fires',
  example:
    'PrometheusRule default/api: spec.groups[api].rules[0].expr: expected ")" for each "(", received an open "(" [alert-expressions-parse]',
  about: ['PrometheusRule'],
  check: (bundle) =>
    bundle.ofKind('PrometheusRule').flatMap((object) =>
      valuesAt(object, 'spec.groups[].rules[].expr').flatMap(({ value, path: field }): Finding[] => {
        const mistake = typeof value === 'string' ? mistakeIn(value) : undefined;
        return mistake === undefined ? [] : [{ object, field, ...mistake }];
      }),
    ),
};

function mistakeIn(expression: string): Pick<Finding, 'expected' | 'received'> | undefined {
  // A template of a chart is no expression yet.
  if (expression.includes('{{')) return undefined;
  const text = withoutTexts(expression);
  const open: string[] = [];
  for (const [sign] of text.matchAll(/[()[\]{}]/g)) {
    if (CLOSING[sign] !== undefined) open.push(sign);
    else if (CLOSING[open.pop() ?? ''] !== sign)
      return { expected: `an opening bracket for each ${JSON.stringify(sign)}`, received: 'none' };
  }
  const last = open.at(-1);
  if (last !== undefined) {
    return { expected: `"${CLOSING[last]}" for each "${last}"`, received: `an open "${last}"` };
  }
  const [, call] = WITHOUT_RANGE.exec(text) ?? [];
  return call === undefined ? undefined : { expected: `a range of time in ${call}(), such as [5m]`, received: 'none' };
}

/** Brackets in texts and in comments are letters. */
const withoutTexts = (expression: string): string =>
  expression.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|#.*$/gm, '');
