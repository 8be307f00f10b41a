import { getOrInsert } from '../../manifest/get-or-insert';
import { type Json, listAt, type Manifest, namespaceOf, stringAt, stringsAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle, PodTemplate } from '../bundle';
import { requirementsOf } from '../label-selector';
import { matches } from '../traffic/namespaces';

/** A claim of a pod: an object, or a template of a StatefulSet. */
export interface Claim {
  readonly object: Manifest;
  /** The path of the claim's spec in the object. */
  readonly path: string;
  readonly name: string;
  readonly spec: Json | undefined;
}

/** The claims of a pod template. */
export function claimsOf(bundle: Bundle, { owner, namespace, spec }: PodTemplate): Claim[] {
  const named = listAt(spec, 'volumes').flatMap((volume) => {
    const name = stringAt(volume, 'persistentVolumeClaim', 'claimName') ?? '';
    const object = bundle.find('PersistentVolumeClaim', namespace, name);
    return object === undefined ? [] : [{ object, path: 'spec', name, spec: valueAt(object, 'spec') }];
  });
  return [...named, ...claimTemplates(owner)];
}

/** The claim templates of a StatefulSet. */
export function claimTemplates(owner: Manifest): Claim[] {
  const templates = owner.kind === 'StatefulSet' ? listAt(owner, 'spec', 'volumeClaimTemplates') : [];
  return templates.map((template, index) => {
    const name = stringAt(template, 'metadata', 'name') ?? String(index);
    return { object: owner, path: `spec.volumeClaimTemplates[${name}].spec`, name, spec: valueAt(template, 'spec') };
  });
}

/** The volume of a claim, named by the claim or by the volume. */
export function volumeNamed(bundle: Bundle, claim: Manifest): Manifest | undefined {
  const name = stringAt(claim, 'spec', 'volumeName');
  if (name !== undefined) return bundle.find('PersistentVolume', '', name);
  return volumes(bundle).byClaim.get(`${namespaceOf(claim)}/${claim.metadata.name}`)?.[0];
}

/**
 * The only volume that a claim selects by labels. No driver makes a volume for a claim with a selector:
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#selector
 */
export function volumeSelected(bundle: Bundle, claim: Manifest): Manifest | undefined {
  const selector = valueAt(claim, 'spec', 'selector');
  if (stringAt(claim, 'spec', 'volumeName') !== undefined || requirementsOf(selector).length === 0) return undefined;
  const [only, ...others] = bundle
    .ofKind('PersistentVolume')
    .filter((volume) => matches(selector, stringsAt(volume, 'metadata', 'labels')));
  return others.length === 0 ? only : undefined;
}

/** The only volume that no claim of the bundle binds, for a claim of a class that nothing in the bundle has. */
export function volumeLeft(bundle: Bundle, claim: Manifest): Manifest | undefined {
  const wanted = stringAt(claim, 'spec', 'storageClassName') ?? '';
  const { byClass } = volumes(bundle);
  const isMade = byClass.has(wanted) || bundle.find('StorageClass', '', wanted) !== undefined;
  if (wanted === '' || isMade || stringAt(claim, 'spec', 'volumeName') !== undefined) return undefined;
  const [only, ...others] = left(bundle);
  return others.length === 0 ? only : undefined;
}

/** The volumes of which no claim has the class or the name, and that are kept for no claim. */
const left = once((bundle: Bundle): readonly Manifest[] => {
  const claims = [
    ...bundle.ofKind('PersistentVolumeClaim').map((claim) => valueAt(claim, 'spec')),
    ...bundle.ofKind('StatefulSet').flatMap((owner) => claimTemplates(owner).map(({ spec }) => spec)),
  ];
  const classes = new Set(claims.map((spec) => stringAt(spec, 'storageClassName') ?? ''));
  const names = new Set(claims.map((spec) => stringAt(spec, 'volumeName')));
  return bundle.ofKind('PersistentVolume').filter(({ spec, metadata }) => {
    const isAsked = classes.has(stringAt(spec, 'storageClassName') ?? '') || names.has(metadata.name);
    return !isAsked && valueAt(spec, 'claimRef') === undefined;
  });
});

/** The volumes that a claim may bind, if all of them are in the bundle. Undefined if a driver makes them. */
export function volumesFor(bundle: Bundle, { object, spec }: Claim): readonly Manifest[] | undefined {
  const named = object.kind === 'PersistentVolumeClaim' ? volumeNamed(bundle, object) : undefined;
  if (named) return [named];
  if (stringAt(spec, 'volumeName') !== undefined) return undefined;
  const storageClass = stringAt(spec, 'storageClassName') ?? '';
  const made = bundle.find('StorageClass', '', storageClass);
  // https://kubernetes.io/docs/concepts/storage/storage-classes/#local
  if (stringAt(made, 'provisioner') !== 'kubernetes.io/no-provisioner') return undefined;
  const found = volumes(bundle).byClass.get(storageClass);
  return found && found.length <= MOST ? found : undefined;
}

/** More volumes than these are not compared with each claim. */
const MOST = 100;

const volumes = once((bundle: Bundle) => {
  const [byClaim, byClass] = [new Map<string, Manifest[]>(), new Map<string, Manifest[]>()];
  for (const volume of bundle.ofKind('PersistentVolume')) {
    const reference = valueAt(volume, 'spec', 'claimRef');
    const claim = `${stringAt(reference, 'namespace') ?? 'default'}/${stringAt(reference, 'name')}`;
    if (reference !== undefined) getOrInsert(byClaim, claim, () => []).push(volume);
    getOrInsert(byClass, stringAt(volume, 'spec', 'storageClassName') ?? '', () => []).push(volume);
  }
  return { byClaim, byClass };
});
