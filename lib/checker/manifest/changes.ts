import { entryPath } from './field-path';
import { entriesAt, type Json, stringAt } from './manifest';
import { quantity } from './quantity';

/** A changed field. */
export interface Change {
  readonly path: string;
  readonly before: Json | undefined;
  readonly now: Json | undefined;
}

/** Defaults of the API server. A default in place of nothing is no change. */
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

/** The changed leaves below a path, as the API server compares them. */
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
    return names.flatMap((name) => changes(old.get(name), current.get(name), entryPath(path, name)));
  }
  return [{ path, before, now }];
}

function isSame(before: Json | undefined, now: Json | undefined, path: string): boolean {
  if (JSON.stringify(before) === JSON.stringify(now) || (isEmpty(before) && isEmpty(now))) return true;
  const usual = DEFAULTS[path.slice(path.lastIndexOf('.') + 1)];
  if (usual !== undefined && (before ?? usual) === (now ?? usual)) return true;
  return /\.(requests|limits|capacity)[.[]/.test(path) && quantity(before) === quantity(now);
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Equal for the API server. The empty string differs: a claim of class `""` is not a claim without a class. */
const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** The items of a list by name. Undefined if an item has no name. */
function named(list: Json | undefined): Map<string, Json> | undefined {
  if (!Array.isArray(list)) return undefined;
  const entries = list.map(
    (item: Json) => [stringAt(item, 'name') ?? stringAt(item, 'metadata', 'name'), item] as const,
  );
  return entries.every((entry): entry is readonly [string, Json] => entry[0] !== undefined)
    ? new Map(entries)
    : undefined;
}
