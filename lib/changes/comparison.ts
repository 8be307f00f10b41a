import { Bundle } from '../checker/bundle/bundle';
import { secretReferences } from '../checker/bundle/references/secret-references';
import { type KnownCluster, UNKNOWN_CLUSTER } from '../checker/known-cluster';
import { dataOf } from '../checker/kubernetes/immutable-fields';
import { type Change, changes } from '../checker/manifest/changes';
import { entryPath } from '../checker/manifest/field-path';
import { entriesAt, identity, type Json, type Manifest, namespaceOf, valueAt } from '../checker/manifest/manifest';
import { renamedObjects } from './renames';

/** An object on both sides, with its changed fields. */
export interface Pair {
  readonly before: Manifest;
  readonly after: Manifest;
  readonly changes: readonly Change[];
}

/** Fields that the cluster writes. An exported manifest holds them, a rendered one does not. */
const WRITTEN_BY_CLUSTER = new Set([
  'kind',
  'status',
  'metadata.creationTimestamp',
  'metadata.generation',
  'metadata.managedFields',
  'metadata.namespace',
  'metadata.resourceVersion',
  'metadata.selfLink',
  'metadata.uid',
]);

/** The manifests of one environment before and after a change. */
export class Comparison {
  readonly before: Bundle;
  readonly after: Bundle;
  /** The objects on both sides. */
  readonly kept: readonly Pair[];
  /** The objects on both sides with at least one changed field. */
  readonly changed: readonly Pair[];
  readonly created: readonly Manifest[];
  readonly gone: readonly Manifest[];
  /** The objects that are gone, each with the new object of another name that says the same. */
  readonly renamed: ReadonlyMap<Manifest, Manifest>;
  private readonly pairs: ReadonlyMap<string, Pair>;

  constructor(before: readonly Manifest[], after: readonly Manifest[], cluster: KnownCluster = UNKNOWN_CLUSTER) {
    this.before = new Bundle(before, cluster);
    this.after = new Bundle(after, cluster, before);
    const [old, current] = [byIdentity(before), byIdentity(after)];
    this.pairs = new Map(
      [...current].flatMap(([id, manifest]) => {
        const previous = old.get(id);
        return previous
          ? [[id, { before: previous, after: manifest, changes: changedFields(previous, manifest) }]]
          : [];
      }),
    );
    this.kept = [...this.pairs.values()];
    this.changed = this.kept.filter(({ changes }) => changes.length > 0);
    this.created = [...current].flatMap(([id, manifest]) => (old.has(id) ? [] : [manifest]));
    this.gone = [...old.values()].filter((manifest) => !this.isThere(manifest));
    this.renamed = renamedObjects(this.gone, this.created);
  }

  /** An object on both sides. Undefined if a side has no such object. */
  pair(manifest: Manifest): Pair | undefined {
    return this.pairs.get(identity(manifest));
  }

  /** The names of namespaces that are gone. Each takes its objects along. */
  get goneNamespaces(): ReadonlySet<string> {
    return new Set(this.gone.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
  }

  /** True for a Secret that pods still need, wherever the Secret comes from. */
  isNeededSecret(namespace: string, name: string): boolean {
    const { secrets } = this.after.cluster;
    return (
      secrets.some((secret) => secret.namespace === namespace && secret.name === name) ||
      this.after.secret(namespace, name) !== undefined ||
      secretReferences(this.after).some((each) => each.namespace === namespace && each.name === name)
    );
  }

  /** True for an object that is rendered, made by an operator, or in the hands of somebody else. */
  private isThere(manifest: Manifest): boolean {
    const [namespace, name] = [namespaceOf(manifest), manifest.metadata.name];
    if (this.after.find(manifest.kind, namespace, name)) return true;
    return manifest.kind === 'Secret' && this.isNeededSecret(namespace, name);
  }
}

const byIdentity = (manifests: readonly Manifest[]): ReadonlyMap<string, Manifest> =>
  new Map(manifests.map((manifest) => [identity(manifest), manifest]));

function changedFields(before: Manifest, after: Manifest): Change[] {
  if (before === after) return [];
  const isSecret = after.kind === 'Secret' && before.kind === 'Secret';
  const written = isSecret ? ['data', 'stringData'] : [];
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (each) => !written.includes(each),
  );
  const found = fields
    .filter((field) => !WRITTEN_BY_CLUSTER.has(field))
    .flatMap((field) => changes(before[field], after[field], field))
    .flatMap(eachKey);
  const kept = found.filter(({ path }) => !WRITTEN_BY_CLUSTER.has(path));
  return isSecret ? [...kept, ...changedKeys(before, after)] : kept;
}

/** Labels and annotations that appear or vanish all together, one by one. */
function eachKey(change: Change): Change[] {
  if (!/\.(labels|annotations)$/.test(change.path)) return [change];
  const keys = [...entriesAt(change.before), ...entriesAt(change.now)].map(([key]) => key);
  return keys.map((key) => ({
    path: entryPath(change.path, key),
    before: valueAt(change.before, key),
    now: valueAt(change.now, key),
  }));
}

/** `data` and `stringData` of a Secret are one to its readers. */
function changedKeys(before: Manifest, after: Manifest): Change[] {
  const [old, current] = [dataOf(before), dataOf(after)];
  return [...new Set([...old.keys(), ...current.keys()])].flatMap((key) =>
    changes(old.get(key) as Json | undefined, current.get(key), entryPath('data', key)),
  );
}
