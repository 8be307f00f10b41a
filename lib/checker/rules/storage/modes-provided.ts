import type { Bundle } from '../../bundle/bundle';
import { type Claim, claimTemplates } from '../../bundle/workloads/claims';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { DISK_CLASSES, DISK_DRIVERS } from '../../programs/disk-drivers';
import { type Finding, quoted, type Rule } from '../../rule';

/** A claim asks its class for an access mode that the driver has. */
export const modesProvided: Rule = {
  id: 'modes-provided',
  answer: 'broken',
  why: 'a disk with a file system is mounted by one node: a driver of disks makes no volume for ReadWriteMany, and the claim and its pods stay Pending',
  example:
    'PersistentVolumeClaim default/data: spec.accessModes: expected ReadWriteOnce, or a class of a shared file system: ebs.csi.aws.com makes disks, received ["ReadWriteMany"] [modes-provided]',
  about: ['ReadWriteMany'],
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
  const driver = provisioner ?? (DISK_CLASSES.has(name) ? `class ${name}` : '');
  if (!modes.includes('ReadWriteMany') || isBlock || stringAt(spec, 'volumeName') !== undefined) return [];
  if (provisioner === undefined ? !DISK_CLASSES.has(name) : !DISK_DRIVERS.has(provisioner)) return [];
  const expected = `ReadWriteOnce, or a class of a shared file system: ${driver} makes disks`;
  return [{ object, field: `${path}.accessModes`, expected, received: quoted(modes) }];
}
