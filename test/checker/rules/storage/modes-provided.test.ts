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
});
