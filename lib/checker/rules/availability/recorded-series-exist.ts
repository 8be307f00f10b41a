import type { Bundle } from '../../bundle/bundle';
import { type Expression, expressionsOf } from '../../bundle/traffic/expressions';
import { entryPath, valuesAt } from '../../manifest/field-path';
import { entriesAt } from '../../manifest/manifest';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A name by which rules record a series has a colon: https://prometheus.io/docs/practices/rules/ */
const RECORDED = /(?<![\w:.$/"'=-])[a-zA-Z_]\w*(?::\w+)+(?![\w:])/g;

/** An expression asks for a series that a rule records. */
export const recordedSeriesExist: Rule = {
  id: 'recorded-series-exist',
  answer: 'risk',
  why: 'an alert on a series that nobody writes has no value: the alert never fires, whatever happens',
  example:
    'PrometheusRule default/api: spec.groups[api].rules[1].expr: expected a series that a rule records, received "api:errors:rate5m"; did you mean "api:errors:ratio_rate5m"? [recorded-series-exist]',
  about: ['record'],
  check: (bundle) => {
    const recorded = [...new Set(recordsOf(bundle))];
    if (recorded.length === 0) return [];
    const uses = [...expressionsOf(bundle), ...dashboards(bundle)].map((each) => ({
      ...each,
      names: [...each.text.replace(/\brecord:.*/g, '').matchAll(RECORDED)].map(([name]) => name),
    }));
    const used = new Set(uses.flatMap(({ names }) => names));
    // A recorded series that some expression asks for is not the one that another expression means.
    const idle = recorded.filter((name) => !used.has(name));
    return uses.flatMap(({ object, field, names }) =>
      [...new Set(names)].flatMap((name): Finding[] => {
        const meant = recorded.includes(name) ? undefined : idle.find((each) => isNear(name, each));
        if (meant === undefined) return [];
        return [{ object, field, expected: 'a series that a rule records', received: quoted(name), meant }];
      }),
    );
  },
};

function recordsOf(bundle: Bundle): string[] {
  const ofObjects = ['PrometheusRule', 'VMRule'].flatMap((kind) =>
    bundle
      .ofKind(kind)
      .flatMap((object) => valuesAt(object, 'spec.groups[].rules[].record').map(({ value }) => String(value))),
  );
  const ofFiles = expressionsOf(bundle).flatMap(({ text }) =>
    [...text.matchAll(/\brecord:\s*["']?([\w:]+)/g)].map(([, name = '']) => name),
  );
  return [...ofObjects, ...ofFiles];
}

/** Dashboards of Grafana. */
function dashboards(bundle: Bundle): Expression[] {
  return bundle.ofKind('ConfigMap').flatMap((object) =>
    entriesAt(object, 'data').flatMap(([key, text]) => {
      const isDashboard = typeof text === 'string' && text.includes('"expr":');
      return isDashboard ? [{ object, field: entryPath('data', key), text }] : [];
    }),
  );
}

/** True if a single part of a name is another one, or one name is the other with a slip of the keyboard. */
function isNear(name: string, other: string): boolean {
  const [parts, others] = [name.split(':'), other.split(':')];
  const different = parts.filter((part, index) => part !== others[index]);
  const [one = '', meant = ''] = [name, other].map((each) => each.replaceAll(':', '-'));
  return isTypo(one, meant) || (parts.length > 2 && parts.length === others.length && different.length === 1);
}
