import { expressionsOf } from '../../bundle/traffic/expressions';
import { valuesAt } from '../../manifest/field-path';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A name with colons is that of a recorded series: https://prometheus.io/docs/practices/rules/ */
const RECORDED = /(?<![\w:])[a-zA-Z_]\w*(?::\w+)+(?![\w:])/g;
/** Labels, texts and times of an expression. */
const TEXTS = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\[[^\]]*\]/g;

/** An expression reads recorded series that a rule records. */
export const recordedSeriesExist: Rule = {
  id: 'recorded-series-exist',
  answer: 'risk',
  why: 'an expression about a series that no rule records is empty: the alert never fires, and nothing says so',
  example:
    'PrometheusRule default/api: spec.groups[api].rules[1].expr: expected a series that a rule records, received "job:error:rate5m"; did you mean "job:errors:rate5m"? [recorded-series-exist]',
  check: (bundle) => {
    const expressions = expressionsOf(bundle);
    if (expressions.length === 0) return [];
    const ofObjects = bundle
      .ofKind('PrometheusRule')
      .flatMap((object) => valuesAt(object, 'spec.groups[].rules[].record').map(({ value }) => String(value)));
    const ofFiles = expressions.flatMap(({ text }) =>
      [...text.matchAll(/\brecord:\s*["']?([\w:]+)/g)].map(([, name = '']) => name),
    );
    const known = new Set([...ofObjects, ...ofFiles]);
    return expressions.flatMap(({ object, field, text }) =>
      [...new Set([...text.replace(TEXTS, '').matchAll(RECORDED)].map(([name]) => name))].flatMap((name): Finding[] => {
        const meant = known.has(name) ? undefined : [...known].find((each) => isTypo(inWords(name), inWords(each)));
        if (meant === undefined) return [];
        return [{ object, field, expected: 'a series that a rule records', received: quoted(name), meant }];
      }),
    );
  },
};

const inWords = (name: string): string => name.replace(/[:_]/g, '-');
