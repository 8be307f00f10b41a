import { entryPath, itemPath } from '../../manifest/field-path';
import { apiGroup, entriesAt, type Json, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import type { Bundle } from '../bundle';
import type { Reference } from './reference';

/** Fields with the name of a Secret and a key in it, as Kubernetes writes them, and operators after it. */
const SELECTOR = /(secret|secretRef|secretKeyRef|secretSelector|secretKeySelector)$/i;
/** Kinds that are rendered or delivered into another namespace, and kinds with a pod template that is read already. */
const ELSEWHERE = new Set(['Application', 'ApplicationSet', 'HelmChart', 'HelmRelease', 'Kustomization', 'Rollout']);

/**
 * The keys of Secrets of the bundle that objects of any operator name, wherever the names stand. An operator may make
 * other Secrets itself.
 */
export function keySelectors(bundle: Bundle): Reference[] {
  return bundle.manifests
    .filter(isCustom)
    .flatMap((object) => selectorsIn(object, valueAt(object, 'spec'), 'spec'))
    .filter(({ namespace, name }) => bundle.secret(namespace, name) !== undefined);
}

/** The groups of Kubernetes itself have no dot, or end in `k8s.io`. */
function isCustom({ apiVersion, kind, metadata }: Manifest): boolean {
  const group = apiGroup(apiVersion);
  return group.includes('.') && !group.endsWith('k8s.io') && !ELSEWHERE.has(kind) && metadata.namespace !== undefined;
}

function selectorsIn(object: Manifest, value: Json | undefined, path: string): Reference[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, index) => selectorsIn(object, item, itemPath(path, item, index)));
  }
  return entriesAt(value).flatMap(([field, inner]): Reference[] => {
    const place = entryPath(path, field);
    const [name, key] = [stringAt(inner, 'name'), stringAt(inner, 'key')];
    const isSelector = SELECTOR.test(field) && name && key && valueAt(inner, 'optional') !== true;
    if (!isSelector || /[{$]/.test(name + key)) return selectorsIn(object, inner, place);
    const namespace = stringAt(inner, 'namespace') ?? namespaceOf(object);
    return [{ object, namespace, name, field: `${place}.name`, keys: [{ key, field: `${place}.key` }] }];
  });
}
