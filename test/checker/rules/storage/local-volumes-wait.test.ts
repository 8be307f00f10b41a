import { describe, expect, test } from '@jest/globals';
import { localVolumesWait } from '../../../../lib/checker/rules/storage/local-volumes-wait';
import { judge } from '../judge';

describe('local-volumes-wait', () => {
  const set = (mode: string, volume = 'local: { path: /mnt/disk }') => `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: local }
provisioner: kubernetes.io/no-provisioner
${mode}
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: disk }
spec: { storageClassName: local, ${volume} }
`;

  test('finds claims that are bound at once', () => {
    expect(judge(localVolumesWait, set(''))).toEqual([localVolumesWait.example]);
    expect(judge(localVolumesWait, set('volumeBindingMode: Immediate'))).toHaveLength(1);
  });

  test('accepts claims that wait, and volumes of all nodes', () => {
    expect(judge(localVolumesWait, set('volumeBindingMode: WaitForFirstConsumer'))).toEqual([]);
    expect(judge(localVolumesWait, set('', 'nfs: { server: nfs, path: / }'))).toEqual([]);
  });
});
