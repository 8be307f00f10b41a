import { entriesAt, listAt, valueAt } from '../../manifest/manifest';
import { type Demand, exactlyOne, holds, isSet, needs, oneOf, when, whenSet } from '../demand';

/** `storage` alone, and the size of each. */
const onlyStorage = (field: string): Demand =>
  holds(field, 'storage, and nothing else', (value) => {
    const keys = entriesAt(value, ...field.split('.')).map(([key]) => key);
    return keys.every((key) => key === 'storage');
  });

const alone: Demand = holds('accessModes', 'ReadWriteOncePod alone', (value) => {
  const modes = listAt(value, 'accessModes');
  return !modes.includes('ReadWriteOncePod') || modes.length === 1;
});

export const STORAGE_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  CSIDriverSpec: [
    oneOf('fsGroupPolicy', 'File', 'None', 'ReadWriteOnceWithFSType'),
    holds('volumeLifecycleModes', 'Persistent or Ephemeral', (value) =>
      listAt(value, 'volumeLifecycleModes').every((mode) => ['Ephemeral', 'Persistent'].includes(String(mode))),
    ),
  ],
  CSIStorageCapacity: [needs('storageClassName')],
  PersistentVolumeClaimSpec: [
    alone,
    needs('accessModes', 'resources.requests.storage'),
    ...['dataSource', 'dataSourceRef'].map((source) =>
      whenSet(
        source,
        holds(source, 'a PersistentVolumeClaim, or the apiGroup of another kind', (value) => {
          return (
            isSet(valueAt(value, source, 'apiGroup')) || valueAt(value, source, 'kind') === 'PersistentVolumeClaim'
          );
        }),
      ),
    ),
  ],
  PersistentVolumeSpec: [
    alone,
    needs('accessModes', 'capacity.storage'),
    onlyStorage('capacity'),
    (value, place) => {
      const beside = new Set(BESIDE);
      return exactlyOne(...[...place.structure.fields.keys()].filter((name) => !beside.has(name)))(value, place);
    },
    (value, place) => (isSet(valueAt(value, 'local')) ? needs('nodeAffinity.required')(value, place) : []),
    when('persistentVolumeReclaimPolicy', 'Recycle', (value) =>
      valueAt(value, 'hostPath', 'path') === '/' ? [{ field: 'hostPath.path', expected: 'another path than /' }] : [],
    ),
  ],
  StorageClass: [needs('provisioner')],
  TopologySelectorTerm: [
    holds('matchLabelExpressions', 'a key once', (value) => {
      const keys = listAt(value, 'matchLabelExpressions').map((each) => valueAt(each, 'key'));
      return new Set(keys).size === keys.length;
    }),
  ],
  VolumeAttachmentSource: [exactlyOne('inlineVolumeSpec', 'persistentVolumeName')],
};

/** The fields of a PersistentVolume beside its source. */
const BESIDE = [
  ...['accessModes', 'capacity', 'claimRef', 'mountOptions', 'nodeAffinity', 'persistentVolumeReclaimPolicy'],
  ...['storageClassName', 'volumeAttributesClassName', 'volumeMode'],
];
