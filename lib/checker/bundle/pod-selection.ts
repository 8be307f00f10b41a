import { getOrInsert } from '../manifest/get-or-insert';
import { entriesAt, type Json, listAt, type Manifest, namespaceOf, stringAt, stringsAt } from '../manifest/manifest';
import { once } from '../manifest/once';
import { isTypo, nearest } from '../problem';
import { type Finding, quoted } from '../rule';
import type { Bundle, PodTemplate } from './bundle';
import { type Labels, meets } from './label-selector';
import { outside } from './outside';

/** Labels added by controllers. No template has these labels, and selectors may name them. */
const GIVEN_LATER = new Set([
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'batch.kubernetes.io/job-name',
  'controller-revision-hash',
  'controller-uid',
  'job-name',
  'pod-template-hash',
  'statefulset.kubernetes.io/pod-name',
]);

/** More pod templates behind one Service are its pods as well, and are not judged together with the Service. */
const MOST_BEHIND = 100;

/** The pods behind a Service, as far as templates tell. Empty without a selector. */
export function podsBehind(bundle: Bundle, service: Manifest): readonly PodTemplate[] {
  const labels = stringsAt(service, 'spec', 'selector');
  if (Object.keys(labels).length === 0) return [];
  const selector = known(labels);
  const key = JSON.stringify([namespaceOf(service), selector]);
  return getOrInsert(behind(bundle), key, () => bundle.select(namespaceOf(service), selector).slice(0, MOST_BEHIND));
}

/** Services with one selector share their pods. */
const behind = once((_: Bundle) => new Map<string, readonly PodTemplate[]>());

/** The pods that match `matchLabels` and `matchExpressions`, as far as templates tell. */
export function selected(bundle: Bundle, namespace: string, selector: Json | undefined): PodTemplate[] {
  return bundle
    .select(namespace, known(stringsAt(selector, 'matchLabels')))
    .filter(({ labels }) =>
      listAt(selector, 'matchExpressions').every(
        (expression) => GIVEN_LATER.has(stringAt(expression, 'key') ?? '') || meets(expression, labels),
      ),
    );
}

/** True if a selector has no requirement. */
export function isEmpty(selector: Json | undefined): boolean {
  return entriesAt(selector, 'matchLabels').length + listAt(selector, 'matchExpressions').length === 0;
}

/** The finding for a selector without pods. A value of a label may be mistyped. */
export function withoutPods(
  bundle: Bundle,
  namespace: string,
  selector: Json | undefined,
  labels: Labels,
): Omit<Finding, 'object' | 'field'> {
  const values = valuesOf(bundle)(namespace);
  const near = Object.entries(known(labels)).flatMap(([label, value]) => {
    const others = values.get(label) ?? new Set<string>();
    const meant = others.has(value) ? undefined : nearest(value, others);
    return meant === undefined ? [] : [{ label, value, meant }];
  });
  const [typo] = near.filter(({ value, meant }) => isTypo(value, meant));
  const wanted = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
  const shown = typo ?? near[0];
  return {
    ...(typo === undefined && outside('Pod', namespace, wanted.join(',') || quoted(selector))),
    expected: `the labels of pods in namespace ${namespace}`,
    received: quoted(selector),
    meant: shown && `${shown.label}=${shown.meant}`,
  };
}

/** The values of each label of the pods of a namespace. */
const valuesOf = once((bundle: Bundle) => {
  const known = new Map<string, Map<string, Set<string>>>();
  return (namespace: string) =>
    getOrInsert(known, namespace, () => {
      const values = new Map<string, Set<string>>();
      for (const { labels } of bundle.select(namespace, {})) {
        for (const [label, value] of Object.entries(labels)) getOrInsert(values, label, () => new Set()).add(value);
      }
      return values;
    });
});

function known(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([label]) => !GIVEN_LATER.has(label)));
}
