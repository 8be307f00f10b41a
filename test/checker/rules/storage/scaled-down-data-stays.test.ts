import { describe, expect, test } from '@jest/globals';
import { scaledDownDataStays } from '../../../../lib/checker/rules/storage/scaled-down-data-stays';
import { judge } from '../judge';
import { object } from '../workloads';

describe('scaled-down-data-stays', () => {
  const set = (policy: string, image = 'postgres:16') =>
    object(
      'StatefulSet',
      'db',
      `persistentVolumeClaimRetentionPolicy: { whenScaled: ${policy} }, volumeClaimTemplates: [{ metadata: { name: data } }], template: { spec: { containers: [{ name: db, image: "${image}" }] } }`,
    );

  test('finds a database that loses its disk', () => {
    expect(judge(scaledDownDataStays, set('Delete'))).toEqual([scaledDownDataStays.example]);
  });

  test('accepts disks that stay, and disks of a cache', () => {
    expect(judge(scaledDownDataStays, set('Retain'))).toEqual([]);
    expect(judge(scaledDownDataStays, set('Delete', 'acme/build-runner:1'))).toEqual([]);
  });
});
