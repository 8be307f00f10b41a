import { entriesAt, type Json, listAt, type Manifest, namespaceOf, stringAt, stringsAt } from '../manifest/manifest';
import { nearest } from '../problem';
import { type Finding, quoted } from '../rule';
import type { Bundle, PodTemplate } from './bundle';
import { type Labels, meets } from './label-selector';

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

/** The pods behind a Service, as far as templates tell. Empty without a selector. */
export function podsBehind(bundle: Bundle, service: Manifest): PodTemplate[] {
  const labels = stringsAt(service, 'spec', 'selector');
  return Object.keys(labels).length === 0 ? [] : bundle.select(namespaceOf(service), known(labels));
}

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
): Pick<Finding, 'expected' | 'received' | 'meant'> {
  const templates = bundle.select(namespace, {});
  const meant = Object.entries(known(labels)).flatMap(([label, value]) => {
    const values = new Set(templates.flatMap((template) => stringAt(template.labels, label) ?? []));
    const near = values.has(value) ? undefined : nearest(value, [...values]);
    return near === undefined ? [] : [`${label}=${near}`];
  });
  return { expected: `the labels of pods in namespace ${namespace}`, received: quoted(selector), meant: meant[0] };
}

function known(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([label]) => !GIVEN_LATER.has(label)));
}
