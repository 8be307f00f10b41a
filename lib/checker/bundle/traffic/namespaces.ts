import { type Json, stringsAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle } from '../bundle';
import { type Labels, meets, requirementsOf } from '../label-selector';
import { NearestNames } from '../references/nearest-names';

/** The label with the namespace's name. Every namespace has the label, and nobody can change it. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Namespaces with objects of other makers: Services and pods may exist without a manifest. */
export function sharedNamespaces({ cluster }: Bundle): Set<string> {
  return new Set(['kube-node-lease', 'kube-public', 'kube-system', ...cluster.namespaces]);
}

/** The namespaces of the cluster after the bundle is applied. */
export const knownNamespaces = once((bundle: Bundle): ReadonlySet<string> => {
  const made = bundle.ofKind('Namespace').map(({ metadata }) => metadata.name);
  return new Set([...made, 'default', ...sharedNamespaces(bundle)]);
});

/** The nearest known names of namespaces. */
export const nearestNamespaces = once((bundle: Bundle) => new NearestNames(knownNamespaces(bundle)));

/** True if labels match a label selector. An empty selector matches all. */
export function matches(selector: Json | undefined, labels: Labels): boolean {
  return requirementsOf(selector).every((requirement) => meets(requirement, labels));
}

/** True if a selector matches a namespace. Undefined if the selector asks for labels of a namespace made elsewhere. */
export function matchesNamespace(bundle: Bundle, selector: Json | undefined, namespace: string): boolean | undefined {
  const made = bundle.find('Namespace', '', namespace);
  const isKnown = made !== undefined || requirementsOf(selector).every(({ key }) => key === NAMESPACE_NAME);
  if (!isKnown) return undefined;
  return matches(selector, { ...stringsAt(made, 'metadata', 'labels'), [NAMESPACE_NAME]: namespace });
}
