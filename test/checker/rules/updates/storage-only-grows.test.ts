import { describe, expect, test } from '@jest/globals';
import { storageOnlyGrows } from '../../../../lib/checker/rules/updates/storage-only-grows';
import { judge } from '../judge';
import { claim, database } from './shop';

describe('storage only grows', () => {
  test('a claim that asks for less is refused', () => {
    expect(judge(storageOnlyGrows, claim.replace('10Gi', '5Gi'), {}, claim)).toEqual([storageOnlyGrows.example]);
    expect(judge(storageOnlyGrows, claim.replace('10Gi', '10G'), {}, claim)).toHaveLength(1);
  });

  test.each(['10Gi', '10240Mi', '11Gi', 'much', '{}'])('one that asks for %s is not', (storage) => {
    expect(judge(storageOnlyGrows, claim.replace('10Gi', storage), {}, claim)).toEqual([]);
  });

  test('a claim that is new, or gone, has nothing to be compared with', () => {
    expect(judge(storageOnlyGrows, claim)).toEqual([]);
    expect(judge(storageOnlyGrows, claim, {}, database)).toEqual([]);
    expect(judge(storageOnlyGrows, database, {}, claim)).toEqual([]);
  });
});
