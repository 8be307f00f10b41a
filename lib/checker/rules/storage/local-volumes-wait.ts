import { stringAt, valueAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

/** A claim of a local volume waits for its pod. */
export const localVolumesWait: Rule = {
  id: 'local-volumes-wait',
  answer: 'risk',
  why: 'a claim that is bound at once is bound to a volume of any node: the pod then finds no place where its other conditions hold, too',
  example:
    'StorageClass local: volumeBindingMode: expected "WaitForFirstConsumer", since each volume of the class is on one node, received nothing [local-volumes-wait]',
  about: ['no-provisioner'],
  check: (bundle) => {
    const local = bundle.ofKind('PersistentVolume').filter((volume) => valueAt(volume, 'spec', 'local') !== undefined);
    const classes = new Set(local.map((volume) => stringAt(volume, 'spec', 'storageClassName')));
    return (
      bundle
        .ofKind('StorageClass')
        // https://kubernetes.io/docs/concepts/storage/storage-classes/#local
        .filter((object) => stringAt(object, 'provisioner') === 'kubernetes.io/no-provisioner')
        .filter((object) => stringAt(object, 'volumeBindingMode') !== 'WaitForFirstConsumer')
        .filter((object) => classes.has(object.metadata.name))
        .map((object) => ({
          object,
          field: 'volumeBindingMode',
          expected: '"WaitForFirstConsumer", since each volume of the class is on one node',
          received: quoted(stringAt(object, 'volumeBindingMode')),
        }))
    );
  },
};
