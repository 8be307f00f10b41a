import { describe, expect, test } from '@jest/globals';
import { sizeUnits } from '../../../../lib/checker/rules/storage/size-units';
import { judge } from '../judge';
import { database, deployment, object } from '../workloads';

describe('size-units', () => {
  const claim = (size: string) =>
    object('PersistentVolumeClaim', 'data', `resources: { requests: { storage: ${size} } }`);

  test('finds a size without a unit', () => {
    expect(judge(sizeUnits, claim('"10"'))).toEqual([sizeUnits.example]);
    expect(
      judge(sizeUnits, deployment('{ name: api, resources: { limits: { ephemeral-storage: 500m } } }')),
    ).toHaveLength(1);
    expect(
      judge(
        sizeUnits,
        database('image: a').replace(
          '{ name: data }',
          '{ name: data }, spec: { resources: { requests: { storage: 10 } } }',
        ),
      ),
    ).toHaveLength(1);
  });

  test('accepts a size with a unit', () => {
    expect(judge(sizeUnits, claim('10Gi'))).toEqual([]);
    expect(judge(sizeUnits, claim('10737418240'))).toEqual([]);
  });
});
