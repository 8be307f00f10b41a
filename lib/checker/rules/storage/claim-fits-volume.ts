import type { Bundle } from '../../bundle/bundle';
import { matches } from '../../bundle/traffic/namespaces';
import { volumeLeft, volumeNamed, volumeSelected } from '../../bundle/workloads/claims';
import {
  identity,
  listAt,
  type Manifest,
  named,
  namespaceOf,
  stringAt,
  stringsAt,
  valueAt,
} from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Finding, quoted, type Rule } from '../../rule';

/** A claim and the volume that it names, selects or is left with fit each other. */
export const claimFitsVolume: Rule = {
  id: 'claim-fits-volume',
  answer: 'broken',
  why: 'Kubernetes binds no claim to a volume that is smaller, or of another class or access mode: the claim and its pods stay Pending',
  example:
    'PersistentVolumeClaim default/data: spec.resources.requests.storage: expected at most "10Gi", the size of PersistentVolume data, received "20Gi" [claim-fits-volume]',
  about: ['PersistentVolume'],
  check: (bundle) =>
    bundle.ofKind('PersistentVolumeClaim').flatMap((claim) => {
      const volume = volumeNamed(bundle, claim) ?? volumeSelected(bundle, claim);
      if (volume !== undefined) return [...misfits(claim, volume), ...taken(claim, volume)];
      const left = volumeLeft(bundle, claim);
      const other = left !== undefined && isMeant(claim, left) ? otherClass(claim, left) : [];
      return [...kept(bundle, claim), ...tooSmall(bundle, claim), ...other];
    }),
};

/** True if a volume is cut for a claim: of its size, with its modes, and with a word of its name. */
function isMeant(claim: Manifest, volume: Manifest): boolean {
  const wordsOf = ({ metadata }: Manifest) => metadata.name.split('-').filter((word) => /^[a-z]{3,}$/.test(word));
  const size = quantity(valueAt(claim, 'spec', 'resources', 'requests', 'storage'));
  const modes = [claim, volume].map((each) => listAt(each, 'spec', 'accessModes').map(String).sort().join());
  return (
    size !== undefined &&
    size === quantity(valueAt(volume, 'spec', 'capacity', 'storage')) &&
    modes[0] === modes[1] &&
    wordsOf(claim).some((word) => !GENERAL.test(word) && wordsOf(volume).includes(word))
  );
}

/** Words that say nothing of the owner of a volume. */
const GENERAL = /^(data|disk|local|nfs|pvc?|storage|vol(ume)?|claim)$/;

const otherClass = (object: Manifest, volume: Manifest): Finding[] => [
  {
    answer: 'risk',
    object,
    field: 'spec.storageClassName',
    expected: `${quoted(stringAt(volume, 'spec', 'storageClassName') ?? '')}, the class of ${identity(volume)}, which no other claim asks for`,
    received: quoted(stringAt(object, 'spec', 'storageClassName')),
  },
];

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

/** A volume that is kept for a claim of the same name and class in another namespace, where no such claim is. */
function kept(bundle: Bundle, claim: Manifest): Finding[] {
  const { name } = claim.metadata;
  const own = stringAt(claim, 'spec', 'storageClassName');
  return bundle.ofKind('PersistentVolume').flatMap((object): Finding[] => {
    const reference = valueAt(object, 'spec', 'claimRef');
    const namespace = stringAt(reference, 'namespace') ?? 'default';
    const isKin = stringAt(reference, 'name') === name && own === (stringAt(object, 'spec', 'storageClassName') ?? '');
    if (!isKin || bundle.find('PersistentVolumeClaim', namespace, name) !== undefined) return [];
    // Each namespace may have a claim of the name, and a volume for it.
    if (bundle.ofKind('PersistentVolumeClaim').filter(({ metadata }) => metadata.name === name).length > 1) return [];
    const expected = `${quoted(namespaceOf(claim))}, the namespace of ${identity(claim)}`;
    return [{ object, field: 'spec.claimRef.namespace', expected, received: quoted(namespace) }];
  });
}

/** The volumes of a claim without a class, all of which are smaller: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1 */
function tooSmall(bundle: Bundle, object: Manifest): Finding[] {
  if (stringAt(object, 'spec', 'storageClassName') !== '') return [];
  const selector = valueAt(object, 'spec', 'selector');
  const volumes = bundle
    .ofKind('PersistentVolume')
    .filter(
      (volume) =>
        (stringAt(volume, 'spec', 'storageClassName') ?? '') === '' &&
        valueAt(volume, 'spec', 'claimRef') === undefined &&
        (selector === undefined || matches(selector, stringsAt(volume, 'metadata', 'labels'))),
    );
  const found = volumes.map((volume) => misfits(object, volume));
  const [first = []] = found;
  // A volume that fits is there, or each one has another mistake.
  return found.every((each) => each.some(({ field }) => field.endsWith('.storage'))) ? first : [];
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
  const isChosen = ['volumeName', 'selector'].some((field) => valueAt(object, 'spec', field) !== undefined);
  const isOpen = !isNamed && itsClass === '' && isChosen;
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
