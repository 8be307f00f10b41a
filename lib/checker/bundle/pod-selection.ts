import { entriesAt, type Json, listAt, type Manifest, namespaceOf, stringAt, stringsAt } from '../manifest/manifest';
import { nearest } from '../problem';
import { type Finding, quoted } from '../rule';
import type { Bundle, PodTemplate } from './bundle';
import { type Labels, meets } from './label-selector';

/** Labels that controllers put on pods: no template has them, and selectors may still name them. */
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

/** The pods to which a Service leads by its selector, as far as templates tell: none, if it has no selector. */
export function podsBehind(bundle: Bundle, service: Manifest): PodTemplate[] {
  const labels = stringsAt(service, 'spec', 'selector');
  return Object.keys(labels).length === 0 ? [] : bundle.select(namespaceOf(service), known(labels));
}

/** The pods that a selector with `matchLabels` and `matchExpressions` takes, as far as templates tell. */
export function selected(bundle: Bundle, namespace: string, selector: Json | undefined): PodTemplate[] {
  return bundle
    .select(namespace, known(stringsAt(selector, 'matchLabels')))
    .filter(({ labels }) =>
      listAt(selector, 'matchExpressions').every(
        (expression) => GIVEN_LATER.has(stringAt(expression, 'key') ?? '') || meets(expression, labels),
      ),
    );
}

/** Whether a selector demands anything. */
export function isEmpty(selector: Json | undefined): boolean {
  return entriesAt(selector, 'matchLabels').length + listAt(selector, 'matchExpressions').length === 0;
}

/** What to say of a selector that takes no pod: a value of a label may be mistyped. */
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
