import type { Bundle, PodTemplate } from '../checker/bundle/bundle';
import { secretsMadeOf } from '../checker/bundle/made-secrets';
import { podReferences } from '../checker/bundle/references/pod-references';
import type { Reference } from '../checker/bundle/references/reference';
import type { Change } from '../checker/manifest/changes';
import { entryPath } from '../checker/manifest/field-path';
import { getOrInsert } from '../checker/manifest/get-or-insert';
import { type Manifest, namespaceOf } from '../checker/manifest/manifest';
import { once } from '../checker/manifest/once';
import { type Cause, causeOf, causeOfObject } from './cause';
import type { Comparison, Pair } from './comparison';
import { isHash } from './renames';

/** A ConfigMap or Secret that pods read. */
interface Source {
  readonly reference: Reference;
  /** The ConfigMap, the Secret, or the object from which an operator makes the Secret. */
  readonly object: Manifest;
}

/** The causes of a new pod template: a changed checksum stands for the changed keys that the checksum covers. */
export function templateCauses(comparison: Comparison, { after, changes }: Pair): Cause[] {
  const template = changes.filter(({ path }) => path.startsWith('spec.template'));
  const own = template.filter((change) => !isFolded(comparison, after, change));
  const keys = own.length < template.length ? changedSettings(comparison, after) : [];
  return [...own.map((change) => causeOf(comparison, after, change)), ...keys];
}

/** True for a checksum of keys that changed, too. */
export function isFolded(comparison: Comparison, owner: Manifest, { path, before, now }: Change): boolean {
  const isChecksum = path.startsWith('spec.template.metadata.annotations') && [before, now].some(isHash);
  return isChecksum && changedSettings(comparison, owner).length > 0;
}

/** The changed keys that the pods of a workload read, of variables alone or of files, too. */
export function changedSettings(comparison: Comparison, owner: Manifest, onlyVariables = false): Cause[] {
  const sources = sourcesOf(comparison.after)(owner).filter(({ reference }) => {
    return !onlyVariables || /\.env(From)?\[/.test(reference.field);
  });
  const objects = new Map<Manifest, Reference['keys'][]>();
  for (const { object, reference } of sources) getOrInsert(objects, object, () => []).push(reference.keys);
  return [...objects].flatMap(([object, keys]) => {
    const pair = comparison.pair(object);
    if (pair === undefined) return comparison.created.includes(object) ? [causeOfObject(object, 'is new')] : [];
    // A reference without keys reads all of them.
    const read = keys.every(({ length }) => length > 0) ? keys.flat().map(({ key }) => key) : undefined;
    return pair.changes
      .filter(({ path }) => !path.startsWith('metadata.'))
      .filter(({ path }) => !path.startsWith('data') || (read?.some((key) => path === entryPath('data', key)) ?? true))
      .map((change) => causeOf(comparison, object, change));
  });
}

/** The ConfigMaps and Secrets of each workload. */
const sourcesOf = once((bundle: Bundle) => {
  const makers = new Map(
    bundle.manifests.flatMap((manifest) =>
      secretsMadeOf(manifest).map(({ namespace, name }) => [`${namespace}/${name}`, manifest] as const),
    ),
  );
  const found = new Map<Manifest, Source[]>();
  const add = (reference: Reference, object: Manifest | undefined) => {
    if (object) getOrInsert(found, reference.object, () => []).push({ reference, object });
  };
  for (const each of podReferences(bundle, 'ConfigMap')) add(each, bundle.find('ConfigMap', each.namespace, each.name));
  for (const each of podReferences(bundle, 'Secret')) add(each, makers.get(`${each.namespace}/${each.name}`));
  return (owner: Manifest): readonly Source[] => found.get(owner) ?? [];
});

/** The template of a workload in a bundle. */
export const templateOf = (bundle: Bundle, owner: Manifest): PodTemplate | undefined =>
  bundle
    .select(namespaceOf(owner), {})
    .find((template) => template.owner.kind === owner.kind && template.owner.metadata.name === owner.metadata.name);
