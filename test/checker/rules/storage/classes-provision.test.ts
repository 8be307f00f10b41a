import { describe, expect, test } from '@jest/globals';
import { classesProvision } from '../../../../lib/checker/rules/storage/classes-provision';
import { judge } from '../judge';
import { object } from '../object';

describe('classes-provision', () => {
  const said = (...yaml: string[]) => judge(classesProvision, yaml.join(''));

  test('finds a parameter that the driver does not know', () => {
    const storage = (driver: string, parameters: string) =>
      said(object('StorageClass', 'fast', `provisioner: ${driver}, parameters: { ${parameters} }`));
    expect(storage('ebs.csi.aws.com', 'type: gp4')).toEqual([classesProvision.example]);
    expect(storage('ebs.csi.aws.com', 'type: GP3, iops: "3000"')).toEqual([]);
    expect(storage('example.com', 'type: gp4')).toEqual([]);
    expect(storage('disk.csi.azure.com', 'skuName: PremiumLRS')).toEqual([
      expect.stringContaining('did you mean "Premium_LRS"?'),
    ]);
    expect(storage('example.com', 'csi.storage.k8s.io/fstype: etx4')).toHaveLength(1);
    expect(storage('example.com', 'csi.storage.k8s.io/fstype: lustre')).toEqual([]);
  });

  const claim = (spec: string, name = 'data') => object('PersistentVolumeClaim', name, `spec: { ${spec} }`);
  const volume = (storage: string) => object('PersistentVolume', storage, `spec: { storageClassName: ${storage} }`);

  test('finds a class without a driver and without a volume', () => {
    const local = object('StorageClass', 'local', 'provisioner: kubernetes.io/no-provisioner');
    const asked = claim('storageClassName: local');
    expect(said(local, asked, volume('other'))).toEqual([
      expect.stringContaining('expected the class of a PersistentVolume'),
    ]);
    expect(said(local, asked, volume('other'), volume('local'))).toEqual([]);
    expect(said(local, asked)).toEqual([]);
    expect(said(local.replace('no-provisioner', 'other'), asked, volume('other'))).toEqual([]);
    expect(said(local, claim('storageClassName: b'), volume('other'))).toEqual([]);
  });

  test('finds a clone that is smaller than its source', () => {
    const clone = (size: string, kind = 'PersistentVolumeClaim') =>
      said(
        claim('resources: { requests: { storage: 10Gi } }', 'old'),
        claim(`dataSource: { kind: ${kind}, name: old }, resources: { requests: { storage: ${size} } }`),
      );
    expect(clone('5Gi')).toEqual([
      expect.stringContaining('expected at least "10Gi", the size of PersistentVolumeClaim default/old'),
    ]);
    expect(clone('10Gi')).toEqual([]);
    expect(clone('5Gi', 'VolumeSnapshot')).toEqual([]);
  });
});
