import type { Bundle } from './bundle';

/** The label with the namespace's name. Every namespace has the label, and nobody can change it. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Namespaces with objects of other makers: Services and pods may exist without a manifest. */
export function sharedNamespaces({ cluster }: Bundle): Set<string> {
  return new Set(['kube-node-lease', 'kube-public', 'kube-system', ...cluster.namespaces]);
}

/** The namespaces of the cluster after the bundle is applied. */
export function knownNamespaces(bundle: Bundle): Set<string> {
  const made = bundle.ofKind('Namespace').map(({ metadata }) => metadata.name);
  return new Set([...made, 'default', ...sharedNamespaces(bundle)]);
}
