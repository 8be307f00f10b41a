import type { Bundle } from '../../bundle/bundle';
import { type Claim, claimTemplates } from '../../bundle/workloads/claims';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Drivers of disks, which one node at a time mounts: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes */
const DISKS = new Set([
  'blockvolume.csi.oraclecloud.com',
  'bs.csi.ibm.io',
  'cinder.csi.openstack.org',
  'csi.hetzner.cloud',
  'csi.vultr.com',
  'dobs.csi.digitalocean.com',
  'disk.csi.azure.com',
  'diskplugin.csi.alibabacloud.com',
  'ebs.csi.aws.com',
  'ebs.csi.eks.amazonaws.com',
  'kubernetes.io/aws-ebs',
  'kubernetes.io/azure-disk',
  'kubernetes.io/cinder',
  'kubernetes.io/gce-pd',
  'linodebs.csi.linode.com',
  'pd.csi.storage.gke.io',
  'rbd.csi.ceph.com',
  'rook-ceph.rbd.csi.ceph.com',
  'topolvm.io',
  'topolvm.cybozu.com',
  'vpc.block.csi.ibm.io',
]);
/** Classes of clouds, each with a driver of the list. */
const CLASSES = new Set([
  'do-block-storage',
  'gp2',
  'gp3',
  'hcloud-volumes',
  'linode-block-storage',
  'linode-block-storage-retain',
  'managed-csi',
  'managed-csi-premium',
  'managed-premium',
  'oci-bv',
  'premium-rwo',
  'standard-rwo',
  'vultr-block-storage',
]);

/** A claim asks its class for an access mode that the driver has. */
export const modesProvided: Rule = {
  id: 'modes-provided',
  answer: 'broken',
  why: 'a disk with a file system is mounted by one node: a driver of disks makes no volume for ReadWriteMany, and the claim and its pods stay Pending',
  example:
    'PersistentVolumeClaim default/data: spec.accessModes: expected ReadWriteOnce, or a class of a shared file system: ebs.csi.aws.com makes disks, received ["ReadWriteMany"] [modes-provided]',
  check: (bundle) =>
    [
      ...bundle.ofKind('PersistentVolumeClaim').map((object) => {
        return { object, path: 'spec', name: object.metadata.name, spec: valueAt(object, 'spec') };
      }),
      ...bundle.ofKind('StatefulSet').flatMap(claimTemplates),
    ].flatMap((claim) => unprovided(bundle, claim)),
};

function unprovided(bundle: Bundle, { object, path, spec }: Claim): Finding[] {
  const modes = listAt(spec, 'accessModes');
  const isBlock = stringAt(spec, 'volumeMode') === 'Block';
  const name = stringAt(spec, 'storageClassName') ?? '';
  const provisioner = stringAt(bundle.find('StorageClass', '', name), 'provisioner');
  const driver = provisioner ?? (CLASSES.has(name) ? `class ${name}` : '');
  if (!modes.includes('ReadWriteMany') || isBlock || stringAt(spec, 'volumeName') !== undefined) return [];
  if (provisioner === undefined ? !CLASSES.has(name) : !DISKS.has(provisioner)) return [];
  const expected = `ReadWriteOnce, or a class of a shared file system: ${driver} makes disks`;
  return [{ object, field: `${path}.accessModes`, expected, received: quoted(modes) }];
}
