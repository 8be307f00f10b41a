import { describe, expect, test } from '@jest/globals';
import { weightsLeadSomewhere } from '../../../../lib/checker/rules/traffic/weights-lead-somewhere';
import { judge } from '../judge';
import { object } from '../workloads';

describe('weights-lead-somewhere', () => {
  const route = (backends: string, kind = 'HTTPRoute') =>
    judge(weightsLeadSomewhere, object(kind, 'shop', `rules: [{ backendRefs: [${backends}] }]`));

  test('finds a rule whose weights are all 0', () => {
    expect(route('{ name: a, weight: 0 }, { name: b, weight: 0 }')).toEqual([weightsLeadSomewhere.example]);
    expect(route('{ name: a, weight: 0 }', 'GRPCRoute')).toHaveLength(1);
  });

  test('accepts a backend of weight 0 beside another, the default, and a rule without a backend', () => {
    expect(route('{ name: a, weight: 0 }, { name: b, weight: 100 }')).toEqual([]);
    expect(route('{ name: a }')).toEqual([]);
    expect(route('')).toEqual([]);
  });
});
