import { describe, expect, test } from '@jest/globals';
import { claimsMounted } from '../../../../lib/checker/rules/storage/claims-mounted';
import { judge } from '../judge';
import { database } from '../workloads';

describe('claims-mounted', () => {
  test('finds a claim that no container mounts', () => {
    expect(judge(claimsMounted, database('image: postgres'))).toEqual([claimsMounted.example]);
  });

  test('finds a volume that claims and is not mounted', () => {
    const volumes =
      'volumes: [{ name: files, persistentVolumeClaim: { claimName: files } }, { name: tmp, emptyDir: {} }]';
    expect(judge(claimsMounted, database('volumeMounts: [{ name: data }]', volumes))).toEqual([
      'StatefulSet default/db: spec.template.spec.volumes[files]: expected a container that mounts it, received none [claims-mounted]',
    ]);
  });

  test.each([
    ['a mount', 'volumeMounts: [{ name: data, mountPath: /data }]', 'restartPolicy: Always'],
    ['a device', 'volumeDevices: [{ name: data, devicePath: /dev/xvda }]', 'restartPolicy: Always'],
    ['a mount in an init container', 'image: a', 'initContainers: [{ name: setup, volumeMounts: [{ name: data }] }]'],
  ])('accepts %s', (_, container, pod) => {
    expect(judge(claimsMounted, database(container, pod))).toEqual([]);
  });
});
