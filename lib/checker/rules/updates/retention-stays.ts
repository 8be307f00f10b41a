import { type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

const POLICY = ['spec', 'persistentVolumeClaimRetentionPolicy'];

/** Fields that decide about a disk, by kind, and the moment of the decision. Without a value a StatefulSet retains. */
const DECISIONS: readonly { readonly kind: string; readonly field: readonly string[]; readonly moment: string }[] = [
  { kind: 'StatefulSet', field: [...POLICY, 'whenDeleted'], moment: 'once the StatefulSet is deleted' },
  { kind: 'StatefulSet', field: [...POLICY, 'whenScaled'], moment: 'once there are fewer replicas' },
  { kind: 'PersistentVolume', field: ['spec', 'persistentVolumeReclaimPolicy'], moment: 'once its claim is deleted' },
];

/** A disk that is retained stays retained. */
export const retentionStays: Rule = {
  id: 'retention-stays',
  answer: 'risk',
  why: 'a policy of Delete takes the disk away with the object that it belonged to, and nothing brings the data back',
  example:
    'StatefulSet shop/db: spec.persistentVolumeClaimRetentionPolicy.whenScaled: expected "Retain" as before: with Delete the data is gone once there are fewer replicas, received "Delete" [retention-stays]',
  about: ['persistentVolumeClaimRetentionPolicy', 'persistentVolumeReclaimPolicy'],
  check: (bundle) =>
    (bundle.previous ?? []).flatMap((previous) => {
      const object = bundle.find(previous.kind, namespaceOf(previous), previous.metadata.name);
      if (!object) return [];
      return DECISIONS.filter(({ kind }) => kind === object.kind)
        .filter(({ field }) => retains(previous, field) && stringAt(object, ...field) === 'Delete')
        .map(({ field, moment }) => ({
          object,
          field: field.join('.'),
          expected: `"Retain" as before: with Delete the data is gone ${moment}`,
          received: quoted('Delete'),
        }));
    }),
};

const retains = (object: Manifest, field: readonly string[]): boolean =>
  (stringAt(object, ...field) ?? 'Retain') === 'Retain';
