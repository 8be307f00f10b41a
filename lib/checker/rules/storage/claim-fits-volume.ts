import { volumeNamed } from '../../bundle/workloads/claims';
import { identity, listAt, type Manifest, named, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Finding, quoted, type Rule } from '../../rule';

/** A claim and the volume that it names fit each other. */
export const claimFitsVolume: Rule = {
  id: 'claim-fits-volume',
  answer: 'broken',
  why: 'Kubernetes binds no claim to a volume that is smaller, or of another class or access mode: the claim and its pods stay Pending',
  example:
    'PersistentVolumeClaim default/data: spec.resources.requests.storage: expected at most "10Gi", the size of PersistentVolume data, received "20Gi" [claim-fits-volume]',
  about: ['volumeName', 'claimRef'],
  check: (bundle) =>
    bundle.ofKind('PersistentVolumeClaim').flatMap((claim) => {
      const volume = volumeNamed(bundle, claim);
      return volume === undefined ? [] : [...misfits(claim, volume), ...taken(claim, volume)];
    }),
};

/** A volume that is kept for another claim. */
function taken(object: Manifest, volume: Manifest): Finding[] {
  const reference = valueAt(volume, 'spec', 'claimRef');
  const [name, namespace] = [stringAt(reference, 'name'), stringAt(reference, 'namespace')];
  const isOwn = name === object.metadata.name && (namespace ?? namespaceOf(object)) === namespaceOf(object);
  if (name === undefined || isOwn) return [];
  const expected = `${identity(object)}, which names the volume`;
  return [
    {
      object: volume,
      field: 'spec.claimRef',
      expected,
      received: named('PersistentVolumeClaim', namespace ?? '', name),
    },
  ];
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
