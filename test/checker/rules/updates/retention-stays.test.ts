import { describe, expect, test } from '@jest/globals';
import { retentionStays } from '../../../../lib/checker/rules/updates/retention-stays';
import { judge } from '../judge';
import { database, object } from './shop';

describe('retention-stays', () => {
  const policy = (text: string) => `${database}\n  persistentVolumeClaimRetentionPolicy: { ${text} }`;

  test('finds disks that go with the pods from now on', () => {
    expect(judge(retentionStays, policy('whenScaled: Delete'), {}, database)).toEqual([retentionStays.example]);
  });

  test('finds a volume that goes with its claim from now on', () => {
    const volume = object('PersistentVolume', 'spec: { persistentVolumeReclaimPolicy: Retain }');
    expect(judge(retentionStays, volume.replace('Retain', 'Delete'), {}, volume)).toHaveLength(1);
  });

  test('accepts what was deleted before, and what is retained from now on', () => {
    expect(judge(retentionStays, policy('whenScaled: Delete'), {}, policy('whenScaled: Delete'))).toEqual([]);
    expect(judge(retentionStays, database, {}, policy('whenScaled: Delete'))).toEqual([]);
  });
});
