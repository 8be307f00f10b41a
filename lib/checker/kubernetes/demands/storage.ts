import { entriesAt, listAt, stringAt, valueAt } from '../../manifest/manifest';
import {
  type Demand,
  distinct,
  exactlyOne,
  forbids,
  holds,
  isSet,
  needs,
  oneOf,
  since,
  when,
  whenSet,
  within,
  wordsOf,
} from '../demand';

/** `storage` alone, and the size of each. */
const onlyStorage = (field: string): Demand =>
  holds(field, 'storage, and nothing else', (value) => {
    const keys = entriesAt(value, ...field.split('.')).map(([key]) => key);
    return keys.every((key) => key === 'storage');
  });

const alone: Demand = holds('accessModes', 'ReadWriteOncePod alone', (value) => {
  const modes = listAt(value, 'accessModes');
  return !modes.includes('ReadWriteOncePod') || new Set(modes).size === 1;
});

/** The fields of a PersistentVolume beside its source. */
const BESIDE = [
  ...['accessModes', 'capacity', 'claimRef', 'mountOptions', 'nodeAffinity', 'persistentVolumeReclaimPolicy'],
  ...['storageClassName', 'volumeAttributesClassName', 'volumeMode'],
];

/** `{}` is a source. */
const source: Demand = (value, place) => {
  const given = [...place.structure.fields.keys()].filter(
    (name) => !BESIDE.includes(name) && (valueAt(value, name) ?? null) !== null,
  );
  if (given.length === 1) return [];
  return [{ field: given[1] ?? '', expected: 'exactly one source', received: given.join(' and ') || 'none' }];
};

/** A volume without an object of its own has a driver, and what the driver needs. */
const inline: readonly Demand[] = [
  needs('csi'),
  forbids('capacity', 'claimRef', 'nodeAffinity', 'storageClassName'),
  oneOf('persistentVolumeReclaimPolicy', 'Retain'),
  oneOf('volumeMode', 'Filesystem'),
];

const isClaimOrForeign = (field: string): Demand =>
  holds(
    field,
    'a PersistentVolumeClaim, or the apiGroup of another kind',
    (value) => isSet(valueAt(value, field, 'apiGroup')) || valueAt(value, field, 'kind') === 'PersistentVolumeClaim',
  );

/** The older field says the same as the newer field. Without the newer field, the server drops what it does not know. */
const sources: Demand = whenSet(
  'dataSourceRef',
  needs('dataSourceRef.kind', 'dataSourceRef.name'),
  isClaimOrForeign('dataSourceRef'),
  holds('dataSource', 'the same as dataSourceRef', (value) => {
    if (!isSet(valueAt(value, 'dataSource') ?? undefined)) return true;
    if (isSet(valueAt(value, 'dataSourceRef', 'namespace'))) return false;
    const same = (name: string) =>
      (valueAt(value, 'dataSource', name) ?? '') === (valueAt(value, 'dataSourceRef', name) ?? '');
    return ['apiGroup', 'kind', 'name'].every(same);
  }),
);

const namedParameters: Demand = holds('parameters', 'a name for each parameter', (value) =>
  entriesAt(value, 'parameters').every(([key]) => key !== ''),
);

export const STORAGE_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  CSIDriverSpec: [
    wordsOf('volumeLifecycleModes', 'Ephemeral', 'Persistent'),
    distinct('tokenRequests', 'each audience once', (request) => valueAt(request, 'audience') ?? ''),
  ],
  CSINodeDriver: [
    holds('nodeID', 'at most 256 letters', (driver) => (stringAt(driver, 'nodeID') ?? '').length <= 256),
    distinct('topologyKeys', 'each key once'),
  ],
  CSINodeSpec: [distinct('drivers', 'each name once', (driver) => valueAt(driver, 'name'))],
  CSIStorageCapacity: [needs('storageClassName')],
  PersistentVolumeClaimSpec: [alone, needs('accessModes', 'resources.requests.storage'), sources],
  PersistentVolumeSpec: [
    alone,
    needs('accessModes'),
    source,
    since('1.34', whenSet('volumeAttributesClassName', needs('csi'))),

    (value, place) => {
      if (place.object.kind !== 'PersistentVolume') return inline.flatMap((demand) => demand(value, place));
      return [needs('capacity.storage'), onlyStorage('capacity')].flatMap((demand) => demand(value, place));
    },
    (value, place) => (isSet(valueAt(value, 'local')) ? needs('nodeAffinity.required')(value, place) : []),
    when('persistentVolumeReclaimPolicy', 'Recycle', (value) =>
      /^\/[./]*$/.test(stringAt(value, 'hostPath', 'path') ?? '')
        ? [{ field: 'hostPath.path', expected: 'another path than /' }]
        : [],
    ),
  ],
  StorageClass: [needs('provisioner'), distinct('allowedTopologies', 'each term once'), namedParameters],
  TopologySelectorLabelRequirement: [distinct('values', 'each value once')],
  TopologySelectorTerm: [distinct('matchLabelExpressions', 'each key once', (each) => valueAt(each, 'key'))],
  VolumeAttachmentSource: [exactlyOne('inlineVolumeSpec', 'persistentVolumeName')],
  VolumeAttributesClass: [needs('driverName', 'parameters'), namedParameters],
  VolumeNodeAffinity: [within('required', needs('nodeSelectorTerms'))],
};
