import { describe, expect, test } from '@jest/globals';
import { snapshotDriversMatch } from '../../../../lib/checker/rules/storage/snapshot-drivers-match';
import { judge } from '../judge';
import { object } from '../object';

describe('snapshot-drivers-match', () => {
  const EBS = 'ebs.csi.aws.com';
  const storage = (provisioner: string, annotations = '') =>
    `---\n{ apiVersion: v1, kind: StorageClass, metadata: { name: gp3, annotations: { ${annotations} } }, provisioner: ${provisioner} }\n`;
  const snapshots = (driver: string) => object('VolumeSnapshotClass', 'daily', `driver: ${driver}`);
  const snapshot = (claim = 'data') =>
    object(
      'VolumeSnapshot',
      'before',
      `spec: { volumeSnapshotClassName: daily, source: { persistentVolumeClaimName: ${claim} } }`,
    );
  const claim = (spec: string) => object('PersistentVolumeClaim', 'data', `spec: { ${spec} }`);
  const gp3 = claim('storageClassName: gp3');
  const other = snapshots('pd.csi.storage.gke.io');

  test('a snapshot is made by the driver of the volume', () => {
    expect(judge(snapshotDriversMatch, snapshot() + gp3 + storage(EBS) + other)).toEqual([
      snapshotDriversMatch.example,
    ]);
    expect(judge(snapshotDriversMatch, snapshot() + gp3 + storage(EBS) + snapshots(EBS))).toEqual([]);
  });

  test('a claim without a class has the default class', () => {
    const standard = storage(EBS, 'storageclass.kubernetes.io/is-default-class: "true"');
    expect(judge(snapshotDriversMatch, snapshot() + claim('accessModes: []') + standard + other)).toHaveLength(1);
    expect(judge(snapshotDriversMatch, snapshot() + claim('accessModes: []') + storage(EBS) + other)).toEqual([]);
  });

  test('the claim of a StatefulSet has the class of the template', () => {
    const set = object(
      'StatefulSet',
      'db',
      'spec: { volumeClaimTemplates: [{ metadata: { name: data }, spec: { storageClassName: gp3 } }] }',
    );
    expect(judge(snapshotDriversMatch, snapshot('data-db-0') + set + storage(EBS) + other)).toHaveLength(1);
    expect(judge(snapshotDriversMatch, snapshot('data-x-0') + set + storage(EBS) + other)).toEqual([]);
  });

  test('a volume that is there has a driver of its own, and an old name stands for a new driver', () => {
    const volume = object('PersistentVolume', 'v', `spec: { csi: { driver: pd.csi.storage.gke.io } }`);
    const bound = claim('storageClassName: gp3, volumeName: v');
    expect(judge(snapshotDriversMatch, snapshot() + bound + volume + storage(EBS) + other)).toEqual([]);
    expect(judge(snapshotDriversMatch, snapshot() + gp3 + storage('kubernetes.io/gce-pd') + other)).toEqual([]);
  });

  test('attributes of a volume are for the driver of the volume', () => {
    const fast = (driver: string) => object('VolumeAttributesClass', 'fast', `driverName: ${driver}`);
    const tuned = claim('storageClassName: gp3, volumeAttributesClassName: fast') + storage(EBS);
    expect(judge(snapshotDriversMatch, tuned + fast('pd.csi.storage.gke.io'))).toHaveLength(1);
    expect(judge(snapshotDriversMatch, tuned + fast(EBS))).toEqual([]);
  });
});
