import { labelOf, meets } from '../../bundle/label-selector';
import { entryOf } from '../../manifest/entry-of';
import { entryPath } from '../../manifest/field-path';
import { entriesAt, listAt, type Manifest, stringAt, valueAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** The labels of the selector. A ReplicationController has no other part, and takes the labels of its template by default. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  DaemonSet: ['matchLabels'],
  Deployment: ['matchLabels'],
  Job: ['matchLabels'],
  ReplicaSet: ['matchLabels'],
  ReplicationController: [],
  Rollout: ['matchLabels'],
  StatefulSet: ['matchLabels'],
};

/** True for a Job without a selector of its own. */
function selectsByItself(owner: Manifest): boolean {
  return owner.kind === 'Job' && valueAt(owner, 'spec', 'manualSelector') !== true;
}

/** A workload selects its own pods. */
export const selectorMatchesTemplate: Rule = {
  id: 'selector-matches-template',
  answer: 'broken',
  why: 'the API server rejects a workload whose selector does not take the pods of its own template',
  example:
    'Deployment default/api: spec.selector.matchLabels.app: expected "api", as in the labels of the pod template, received "apis" [selector-matches-template]',
  check: ({ templates }) =>
    templates.flatMap(({ owner: object, labels }): Finding[] => {
      const selector = valueAt(object, 'spec', 'selector') ?? undefined;
      const path = entryOf(LABELS, object.kind);
      if (selector === undefined || path === undefined || selectsByItself(object)) return [];
      const place = ['spec.selector', ...path].join('.');
      const wanted = entriesAt(selector, ...path);
      const expressions = listAt(selector, 'matchExpressions');
      if (wanted.length + expressions.length === 0) {
        const expected = 'labels of the pod template';
        return [{ object, field: place, expected, received: 'none' }];
      }
      const missed = wanted
        .filter(([label, value]) => typeof value === 'string' && labelOf(labels, label) !== value)
        .map(([label, value]) => {
          const own = labelOf(labels, label);
          const names = Object.keys(labels);
          return {
            object,
            field: entryPath(place, label),
            expected:
              own === undefined
                ? `a label of the pod template (${names.join(', ') || 'it has none'})`
                : `${quoted(own)}, as in the labels of the pod template`,
            received: quoted(value),
            meant: own === undefined ? nearest(label, names) : undefined,
          };
        });
      const unmet = expressions
        .filter((expression) => !meets(expression, labels))
        .map((expression) => ({
          object,
          field: `spec.selector.matchExpressions[${stringAt(expression, 'key') ?? ''}]`,
          expected: 'an expression that the labels of the pod template meet',
          received: quoted(expression),
        }));
      return [...missed, ...unmet];
    }),
};
