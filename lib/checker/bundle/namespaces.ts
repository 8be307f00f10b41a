import type { Bundle } from './bundle';

/** The label that every namespace has, and that nobody can change: its name. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Namespaces in which others run things, too: which Services and pods are there, no manifest of the bundle tells. */
export function sharedNamespaces({ cluster }: Bundle): Set<string> {
  return new Set(['kube-node-lease', 'kube-public', 'kube-system', ...cluster.namespaces]);
}

/** The namespaces that a cluster has once the bundle is applied. */
export function knownNamespaces(bundle: Bundle): Set<string> {
  const made = bundle.ofKind('Namespace').map(({ metadata }) => metadata.name);
  return new Set([...made, 'default', ...sharedNamespaces(bundle)]);
}
