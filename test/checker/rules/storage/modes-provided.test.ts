import { describe, expect, test } from '@jest/globals';
import { modesProvided } from '../../../../lib/checker/rules/storage/modes-provided';
import { judge } from '../judge';
import { object } from '../workloads';

describe('modes-provided', () => {
  const claim = (spec: string) => object('PersistentVolumeClaim', 'data', spec);
  const storageClass = (provisioner: string) => `
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: ${provisioner}
`;
  const many = 'accessModes: [ReadWriteMany], storageClassName: fast';

  test('finds a disk that many nodes should mount', () => {
    expect(judge(modesProvided, claim(many) + storageClass('ebs.csi.aws.com'))).toEqual([modesProvided.example]);
    expect(judge(modesProvided, claim('accessModes: [ReadWriteMany], storageClassName: gp3'))).toHaveLength(1);
  });

  test.each([
    ['a shared file system', claim(many) + storageClass('efs.csi.aws.com')],
    ['a disk without a file system', claim(`${many}, volumeMode: Block`) + storageClass('ebs.csi.aws.com')],
    ['an unknown class', claim(many)],
    ['one node', claim('accessModes: [ReadWriteOnce], storageClassName: gp3')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(modesProvided, yaml)).toEqual([]);
  });

  test.each([
    'blockvolume.csi.oraclecloud.com',
    'bs.csi.ibm.io',
    'cinder.csi.openstack.org',
    'csi.hetzner.cloud',
    'csi.vultr.com',
    'dobs.csi.digitalocean.com',
    'disk.csi.azure.com',
    'diskplugin.csi.alibabacloud.com',
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
  ])('%s makes disks', (driver) => {
    expect(judge(modesProvided, claim(many) + storageClass(driver))[0]).toContain(`${driver} makes disks, received`);
    expect(judge(modesProvided, claim(`${many}, volumeName: disk`) + storageClass(driver))).toEqual([]);
  });

  test.each([
    'do-block-storage',
    'gp2',
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
  ])('the class %s makes disks', (name) => {
    const found = judge(modesProvided, claim(`accessModes: [ReadWriteMany], storageClassName: ${name}`));
    expect(found[0]).toContain(`class ${name} makes disks`);
  });
});
