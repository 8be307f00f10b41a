import { describe, expect, test } from '@jest/globals';
import { blockVolumes } from '../../../../lib/checker/rules/storage/block-volumes';
import { judge } from '../judge';
import { object } from '../workloads';

describe('block-volumes', () => {
  const pod = (mode: string, list: string) =>
    judge(
      blockVolumes,
      object('PersistentVolumeClaim', 'data', `volumeMode: ${mode}`) +
        object(
          'Deployment',
          'api',
          `template: { spec: { volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }], containers: [{ name: api, ${list}: [{ name: data }] }] } }`,
        ),
    );

  test('finds a mounted device, and a file system as a device', () => {
    expect(pod('Block', 'volumeMounts')).toEqual([blockVolumes.example]);
    expect(pod('Filesystem', 'volumeDevices')).toHaveLength(1);
  });

  test('accepts each in its place', () => {
    expect(pod('Block', 'volumeDevices')).toEqual([]);
    expect(pod('Filesystem', 'volumeMounts')).toEqual([]);
  });
});
