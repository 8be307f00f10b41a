import type { Bundle } from '../../bundle/bundle';
import { identity, listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Finding, quoted, type Rule } from '../../rule';

/** A claim and the volume that it names fit each other. */
export const claimFitsVolume: Rule = {
  id: 'claim-fits-volume',
  answer: 'broken',
  why: 'Kubernetes binds no claim to a volume that is smaller, or of another class or access mode: the claim and its pods stay Pending',
  example:
    'PersistentVolumeClaim default/data: spec.resources.requests.storage: expected at most "10Gi", the size of PersistentVolume data, received "20Gi" [claim-fits-volume]',
  check: (bundle) =>
    bundle.ofKind('PersistentVolumeClaim').flatMap((claim) => {
      const volume = volumeOf(bundle, claim);
      return volume === undefined ? [] : misfits(claim, volume);
    }),
};

/** The volume that a claim names, or that names the claim. */
function volumeOf(bundle: Bundle, claim: Manifest): Manifest | undefined {
  const name = stringAt(claim, 'spec', 'volumeName');
  if (name !== undefined) return bundle.find('PersistentVolume', '', name);
  return bundle.ofKind('PersistentVolume').find((volume) => {
    const reference = valueAt(volume, 'spec', 'claimRef');
    const isNamed = stringAt(reference, 'name') === claim.metadata.name;
    return isNamed && (stringAt(reference, 'namespace') ?? 'default') === namespaceOf(claim);
  });
}

function misfits(object: Manifest, volume: Manifest): Finding[] {
  const of = identity(volume);
  const [asked, size] = [
    valueAt(object, 'spec', 'resources', 'requests', 'storage'),
    valueAt(volume, 'spec', 'capacity', 'storage'),
  ];
  const [bytes, most] = [quantity(asked), quantity(size)];
  const [ownClass, itsClass] = [object, volume].map((each) => stringAt(each, 'spec', 'storageClassName') ?? '');
  const isNamed = valueAt(object, 'spec', 'storageClassName') !== undefined;
  const isOther = isNamed && ownClass !== itsClass;
  const isOpen = !isNamed && itsClass === '' && stringAt(object, 'spec', 'volumeName') !== undefined;
  const modes = listAt(volume, 'spec', 'accessModes');
  const missing = listAt(object, 'spec', 'accessModes').filter((mode) => !modes.includes(mode));
  return [
    ...(bytes !== undefined && most !== undefined && bytes > most
      ? [
          {
            object,
            field: 'spec.resources.requests.storage',
            expected: `at most ${quoted(size)}, the size of ${of}`,
            received: quoted(asked),
          },
        ]
      : []),
    ...(isOther
      ? [
          {
            object,
            field: 'spec.storageClassName',
            expected: `${quoted(itsClass)}, the class of ${of}`,
            received: quoted(ownClass),
          },
        ]
      : []),
    ...(isOpen
      ? [
          {
            answer: 'risk' as const,
            object,
            field: 'spec.storageClassName',
            expected: `"", since ${of} has no class: a claim without the field gets the default class of the cluster`,
            received: 'nothing',
          },
        ]
      : []),
    ...(modes.length > 0 && missing.length > 0
      ? [
          {
            object,
            field: 'spec.accessModes',
            expected: `modes of ${of} (${modes.join(', ')})`,
            received: quoted(missing),
          },
        ]
      : []),
  ];
}
