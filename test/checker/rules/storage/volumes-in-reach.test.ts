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

  test('a volume without a place, or a class without zones, is in reach', () => {
    const anywhere = volume('node-3').replace(/, nodeAffinity.*\}\] \}\] \} \}/, '');
    expect(judge(volumesInReach, pod('node-2') + claim('storageClassName: local') + anywhere + local)).toEqual([]);
    const second = volume('node-3').replace('name: disk', 'name: disk-2');
    expect(judge(volumesInReach, pod('node-2') + claim('storageClassName: local') + second + local)).toHaveLength(1);
    expect(judge(volumesInReach, pod('node-2') + claim('storageClassName: local') + second + anywhere + local)).toEqual(
      [],
    );
    const free =
      '---\n{ apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: { name: free }, provisioner: a }\n';
    expect(judge(volumesInReach, pod('node-2') + claim('storageClassName: free') + free)).toEqual([]);
  });

  test('names each place', () => {
    const found = judge(volumesInReach, pod('node-2') + claim('volumeName: disk') + volume('node-3, node-4'));
    expect(found[0]).toContain('expected a node with kubernetes.io/hostname node-3 or node-4, where');
  });

  const disks = (...specs: readonly string[]) =>
    specs
      .map((spec, index) =>
        object('PersistentVolume', `disk-${index}`, `capacity: { storage: 10Gi }, storageClassName: local, ${spec}`),
      )
      .join('');

  test('a claim has the modes of its volume', () => {
    const found = (modes: string, held: string) =>
      judge(
        volumesInReach,
        pod('node-3') +
          claim('storageClassName: local').replace('[ReadWriteOnce]', modes) +
          disks(`accessModes: ${held}`) +
          local,
      );
    expect(found('[ReadWriteOnce]', '[ReadWriteOnce, ReadOnlyMany]')).toEqual([]);
    expect(found('[ReadWriteOnce, ReadWriteMany]', '[ReadWriteOnce]')[0]).toContain(
      'spec.accessModes: expected access modes that 1 of the volumes of class local have (ReadWriteOnce), received',
    );
    expect(found('[ReadWriteMany]', '[]')).toEqual([]);
  });

  test('each pod of a StatefulSet has a volume of its own', () => {
    const set = (replicas: string, more: string) =>
      judge(
        volumesInReach,
        object(
          'StatefulSet',
          'db',
          `${replicas} volumeClaimTemplates: [{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce], storageClassName: local, resources: { requests: { storage: 10Gi } } } }], template: { spec: { containers: [] } }`,
        ) +
          more +
          local,
      );
    const one = disks('accessModes: [ReadWriteOnce]');
    const two = disks('accessModes: [ReadWriteOnce]', 'accessModes: [ReadWriteOnce]');
    expect(set('replicas: 3,', two)[0]).toContain(
      'expected 3 of the volumes of class local (10Gi, 10Gi) to be large enough, received "10Gi", for which there are 2',
    );
    expect(set('replicas: 2,', two)).toEqual([]);
    expect(set('', one)).toEqual([]);
  });
});
