import { entriesAt, type Json, stringAt } from './manifest';
import { quantity } from './quantity';

/** A field that is not what it was. */
export interface Change {
  readonly path: string;
  readonly before: Json | undefined;
  readonly now: Json | undefined;
}

/** What the API server fills in where a manifest says nothing: to say the same is no change. */
const DEFAULTS: Readonly<Record<string, Json>> = {
  apiGroup: 'rbac.authorization.k8s.io',
  apiVersion: 'v1',
  completionMode: 'NonIndexed',
  dnsPolicy: 'ClusterFirst',
  kind: 'PersistentVolumeClaim',
  podManagementPolicy: 'OrderedReady',
  protocol: 'TCP',
  reclaimPolicy: 'Delete',
  revisionHistoryLimit: 10,
  terminationGracePeriodSeconds: 30,
  type: 'Opaque',
  volumeBindingMode: 'Immediate',
  volumeMode: 'Filesystem',
};

/** The leaves below a path that differ between two manifests, as the API server compares them. */
export function changes(before: Json | undefined, now: Json | undefined, path: string): Change[] {
  if (isSame(before, now, path)) return [];
  const [were, are] = [named(before), named(now)];
  if (were && are) {
    const names = [...new Set([...were.keys(), ...are.keys()])];
    const found = names.flatMap((name) => changes(were.get(name), are.get(name), `${path}[${name}]`));
    const reordered = String([...were.keys()]) !== String([...are.keys()]);
    return found.length === 0 && reordered ? [{ path, before: [...were.keys()], now: [...are.keys()] }] : found;
  }
  if (Array.isArray(before) && Array.isArray(now) && before.length === now.length) {
    return before.flatMap((item: Json, index) => changes(item, now[index], `${path}[${index}]`));
  }
  if (isObject(before) && isObject(now)) {
    const [old, current] = [new Map(entriesAt(before)), new Map(entriesAt(now))];
    const names = [...new Set([...old.keys(), ...current.keys()])];
    return names.flatMap((name) => changes(old.get(name), current.get(name), `${path}.${name}`));
  }
  return [{ path, before, now }];
}

function isSame(before: Json | undefined, now: Json | undefined, path: string): boolean {
  if (JSON.stringify(before) === JSON.stringify(now) || (isEmpty(before) && isEmpty(now))) return true;
  const usual = DEFAULTS[path.slice(path.lastIndexOf('.') + 1)];
  if (usual !== undefined && (before ?? usual) === (now ?? usual)) return true;
  return /\.(requests|limits|capacity)\./.test(path) && quantity(before) === quantity(now);
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The API server does not distinguish these. The empty string it does: a claim of class `""` is no claim of any class. */
const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** The items of a list by their names; undefined if one has none. */
function named(list: Json | undefined): Map<string, Json> | undefined {
  if (!Array.isArray(list)) return undefined;
  const entries = list.map(
    (item: Json) => [stringAt(item, 'name') ?? stringAt(item, 'metadata', 'name'), item] as const,
  );
  return entries.every((entry): entry is readonly [string, Json] => entry[0] !== undefined)
    ? new Map(entries)
    : undefined;
}
