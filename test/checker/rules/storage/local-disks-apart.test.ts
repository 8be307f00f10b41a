import { describe, expect, test } from '@jest/globals';
import { localDisksApart } from '../../../../lib/checker/rules/storage/local-disks-apart';
import { judge } from '../judge';
import { object } from '../workloads';

describe('local-disks-apart', () => {
  const local = (name: string, nodes: string, path = '/mnt/ssd', modes = 'ReadWriteOnce', operator = 'In') =>
    object(
      'PersistentVolume',
      name,
      `accessModes: [${modes}], local: { path: ${path} }, nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: kubernetes.io/hostname, operator: ${operator}, values: [${nodes}] }] }] } }`,
    );
  const first = local('disk-1', 'node-1');

  test('finds two volumes of one place', () => {
    expect(judge(localDisksApart, first + local('disk-2', 'node-1'))).toEqual([localDisksApart.example]);
    expect(judge(localDisksApart, first + local('disk-2', 'node-1', '/mnt/ssd/'))).toHaveLength(1);
  });

  test.each([
    ['another node', local('disk-2', 'node-2')],
    ['another path', local('disk-2', 'node-1', '/mnt/hdd')],
    ['a share', local('disk-2', 'node-1', '/mnt/ssd', 'ReadWriteMany')],
    ['a choice of nodes', local('disk-2', 'node-1, node-2')],
    ['all nodes but one', local('disk-2', 'node-1', '/mnt/ssd', 'ReadWriteOnce', 'NotIn')],
  ])('accepts %s', (_, volume) => {
    expect(judge(localDisksApart, first + volume)).toEqual([]);
    expect(judge(localDisksApart, volume.replace('disk-2', 'disk-0') + volume)).toHaveLength(
      /hdd|\[node-2\]/.test(volume) ? 1 : 0,
    );
  });

  test('finds two volumes of one disk of a cloud', () => {
    const disk = (name: string, handle: string, driver = 'ebs.csi.aws.com', mode = 'ReadWriteOnce') =>
      object('PersistentVolume', name, `accessModes: [${mode}], csi: { driver: ${driver}, volumeHandle: ${handle} }`);
    expect(judge(localDisksApart, disk('a', 'vol-1') + disk('b', 'vol-1'))).toHaveLength(1);
    expect(judge(localDisksApart, disk('a', 'vol-1') + disk('b', 'vol-2'))).toEqual([]);
    expect(judge(localDisksApart, disk('a', 'vol-1') + disk('b', 'vol-1', 'pd.csi.storage.gke.io'))).toEqual([]);
    const share = (name: string) => disk(name, 'fs-1', 'efs.csi.aws.com', 'ReadWriteMany');
    expect(judge(localDisksApart, share('a') + share('b'))).toEqual([]);
  });
});
