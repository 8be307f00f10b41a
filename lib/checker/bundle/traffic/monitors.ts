import { listAt, type Manifest, namespaceOf, valueAt } from '../../manifest/manifest';

/** True if a monitor of Prometheus looks for targets in a namespace. */
export function isWatched(monitor: Manifest, namespace: string): boolean {
  const watched = valueAt(monitor, 'spec', 'namespaceSelector');
  const names = listAt(watched, 'matchNames');
  if (valueAt(watched, 'any') === true) return true;
  return names.length === 0 ? namespaceOf(monitor) === namespace : names.includes(namespace);
}
