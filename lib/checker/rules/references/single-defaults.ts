import type { Bundle } from '../../bundle/bundle';
import { identity, type Manifest, stringAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Kinds of which one object is the default of the cluster, and the annotation with which the object says so. */
const DEFAULTS: Readonly<Record<string, string>> = {
  // https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass
  StorageClass: 'storageclass.kubernetes.io/is-default-class',
  // https://kubernetes.io/docs/concepts/services-networking/ingress/#default-ingress-class
  IngressClass: 'ingressclass.kubernetes.io/is-default-class',
  // https://kubernetes.io/docs/concepts/storage/volume-snapshot-classes/: one for each driver
  VolumeSnapshotClass: 'snapshot.storage.kubernetes.io/is-default-class',
};

/** A kind has one default in a cluster. */
export const singleDefaults: Rule = {
  id: 'single-defaults',
  answer: 'risk',
  why: 'of two default classes, Kubernetes takes the newer one for a claim, and rejects each Ingress and each PriorityClass: nobody knows where new objects go',
  example:
    'IngressClass traefik: metadata.annotations[ingressclass.kubernetes.io/is-default-class]: expected no second default beside IngressClass nginx, received "true" [single-defaults]',
  about: ['is-default-class', 'globalDefault'],
  check: (bundle) => [
    ...Object.entries(DEFAULTS).flatMap(([kind, annotation]) =>
      second(bundle, kind, `metadata.annotations[${annotation}]`, '"true"', (object) => {
        return stringAt(object, 'metadata', 'annotations', annotation) === 'true';
      }),
    ),
    ...second(bundle, 'PriorityClass', 'globalDefault', 'true', ({ globalDefault }) => globalDefault === true),
  ],
};

/** All defaults but the first. Classes of snapshots are compared by driver. */
function second(
  bundle: Bundle,
  kind: string,
  field: string,
  received: string,
  isDefault: (object: Manifest) => boolean,
): Finding[] {
  const defaults = bundle.ofKind(kind).filter(isDefault);
  return defaults.flatMap((object, index) => {
    const first = defaults.findIndex(({ driver }) => driver === object.driver);
    const other = defaults[first];
    if (other === undefined || first === index) return [];
    return [{ object, field, expected: `no second default beside ${identity(other)}`, received }];
  });
}
