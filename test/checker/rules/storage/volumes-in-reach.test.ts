import { describe, expect, test } from '@jest/globals';
import { volumesInReach } from '../../../../lib/checker/rules/storage/volumes-in-reach';
import { judge } from '../judge';
import { object } from '../workloads';

describe('volumes-in-reach', () => {
  const volume = (node: string, size = '10Gi') =>
    object(
      'PersistentVolume',
      'disk',
      `capacity: { storage: ${size} }, accessModes: [ReadWriteOnce], storageClassName: local, nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: [${node}] }] }] } }`,
    );
  const pod = (node: string) =>
    object(
      'Deployment',
      'api',
      `template: { spec: { nodeSelector: { kubernetes.io/hostname: ${node} }, volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }], containers: [] } }`,
    );
  const claim = (spec: string) =>
    object(
      'PersistentVolumeClaim',
      'data',
      `accessModes: [ReadWriteOnce], resources: { requests: { storage: 10Gi } }, ${spec}`,
    );
  const local = `
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: local }
provisioner: kubernetes.io/no-provisioner
`;

  test('finds a pod on another node than its disk', () => {
    expect(judge(volumesInReach, pod('node-2') + claim('volumeName: disk') + volume('node-3'))).toEqual([
      volumesInReach.example,
    ]);
    expect(judge(volumesInReach, pod('node-3') + claim('volumeName: disk') + volume('node-3'))).toEqual([]);
  });

  test('finds a claim for which no volume of its class is large enough', () => {
    const said = (size: string) =>
      judge(volumesInReach, pod('node-3') + claim('storageClassName: local') + volume('node-3', size) + local);
    expect(said('5Gi')).toHaveLength(1);
    expect(said('10Gi')).toEqual([]);
  });

  test('finds a zone that is not of the class', () => {
    const zonal = (zone: string) => `
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: zonal }
provisioner: ebs.csi.aws.com
allowedTopologies: [{ matchLabelExpressions: [{ key: kubernetes.io/hostname, values: [${zone}] }] }]
`;
    expect(judge(volumesInReach, pod('a') + claim('storageClassName: zonal') + zonal('b'))).toHaveLength(1);
    expect(judge(volumesInReach, pod('a') + claim('storageClassName: zonal') + zonal('a'))).toEqual([]);
  });
});
