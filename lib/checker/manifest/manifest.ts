/** A value of a manifest. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [field: string]: Json | undefined };

/** A Kubernetes object as applied. Only the identity is certain, the rest may be anything. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: Json | undefined };
  readonly [field: string]: Json | undefined;
}

/** The value at a path, or undefined if the path leads nowhere. */
export function valueAt(value: unknown, ...path: readonly string[]): Json | undefined {
  let current = value;
  for (const field of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    const found = (current as Record<string, unknown>)[field];
    if (found === undefined || Array.isArray(current)) return undefined;
    // A field called `constructor` or `__proto__` is a field, not what every object has.
    if (isInherited(found) && !Object.hasOwn(current, field)) return undefined;
    current = found;
  }
  return current as Json | undefined;
}

/** Fields that nobody wrote hold a function or the prototype. Other values need no question about the owner. */
const isInherited = (value: unknown): boolean => typeof value === 'function' || value === Object.prototype;

/** The items of a list at a path. Empty without a list. */
export function listAt(value: unknown, ...path: readonly string[]): readonly Json[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The fields of an object at a path. Empty without an object. */
export function entriesAt(value: unknown, ...path: readonly string[]): readonly (readonly [string, Json])[] {
  const found = valueAt(value, ...path);
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return [];
  return Object.entries(found as Record<string, Json>);
}

/** The string at a path, or undefined if there is something else. */
export function stringAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The number at a path, or undefined if there is something else. */
export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** The string values of an object at a path: labels, annotations, a selector, the data of a ConfigMap. */
export function stringsAt(value: unknown, ...path: readonly string[]): Readonly<Record<string, string>> {
  const fields = valueAt(value, ...path);
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return {};
  const isString = (each: unknown) => typeof each === 'string';
  // Most objects at such a path have strings alone, and need no copy.
  if (Object.values(fields).every(isString)) return fields as Readonly<Record<string, string>>;
  return Object.fromEntries(Object.entries(fields as Record<string, string>).filter(([, each]) => isString(each)));
}

/** Kinds of the Cluster API and of the Operator Lifecycle Manager with the word in their names, and a namespace. */
const NAMESPACED = new Set([
  'ClusterClass',
  'ClusterResourceSet',
  'ClusterResourceSetBinding',
  'ClusterServiceVersion',
]);

const CLUSTER_SCOPED = new Set([
  'AKSNodeClass',
  'APIService',
  'CertificateSigningRequest',
  'ClusterRole',
  'ClusterRoleBinding',
  'CSIDriver',
  'CSINode',
  'CustomResourceDefinition',
  'EC2NodeClass',
  'FlowSchema',
  'GatewayClass',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
  'VolumeAttributesClass',
  'VolumeSnapshotClass',
  'VolumeSnapshotContent',
]);

/** True for a kind without namespaces. Operators call theirs by the word: ClusterIssuer, ClusterSecretStore. */
export function isClusterWide(kind: string): boolean {
  return CLUSTER_SCOPED.has(kind) || (/^Cluster[A-Z]/.test(kind) && !NAMESPACED.has(kind));
}

/** The namespace of an object: `default` if not set, empty for a cluster-wide kind. */
export function namespaceOf({ kind, metadata: { namespace } }: Manifest): string {
  if (isClusterWide(kind)) return '';
  // A file may hold anything, and an empty namespace is none.
  return typeof namespace === 'string' && namespace !== '' ? namespace : 'default';
}

/** `apps` of `apps/v1`. The core group has no name. */
export function apiGroup(apiVersion: unknown): string {
  return /^[^/]*(?=\/)/.exec(String(apiVersion))?.[0] ?? '';
}

/** The name of an object in sentences and suppressions: `Deployment board-api-prod/board-api`. */
export function identity(manifest: Manifest): string {
  return named(manifest.kind, namespaceOf(manifest), manifest.metadata.name);
}

/** The same for an object that may not exist. */
export function named(kind: string, namespace: string, name: string): string {
  return `${inShort(kind)} ${namespace === '' ? '' : `${inShort(namespace)}/`}${inShort(name)}`;
}

/** No name of Kubernetes is longer. A longer one would fill the screen. */
const LONGEST_NAME = 253;

const inShort = (name: string): string => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}...` : name);
