import { describe, expect, test } from '@jest/globals';
import { autoscalerOwnsReplicas } from '../../../../lib/checker/rules/availability/autoscaler-owns-replicas';
import { judge, weights } from '../judge';
import { autoscaler, deployment, object } from '../workloads';

describe('autoscaler-owns-replicas', () => {
  test('finds a number beside an autoscaler', () => {
    const yaml = deployment('{ name: api }', 'replicas: 2') + autoscaler('maxReplicas: 3');
    expect(judge(autoscalerOwnsReplicas, yaml)).toEqual([autoscalerOwnsReplicas.example]);
  });

  test('a number outside of the bounds is a risk, and one within is an opinion', () => {
    const scaled = (replicas: number) =>
      weights(
        autoscalerOwnsReplicas,
        deployment('{ name: api }', `replicas: ${replicas}`) + autoscaler('minReplicas: 3, maxReplicas: 9'),
      );
    expect([1, 3, 9, 10].map(scaled)).toEqual([['risk'], ['opinion'], ['opinion'], ['risk']]);
  });

  test('accepts no number, or another target', () => {
    expect(judge(autoscalerOwnsReplicas, deployment('{ name: api }') + autoscaler('maxReplicas: 3'))).toEqual([]);
    const other = object('Deployment', 'web', 'replicas: 2');
    expect(judge(autoscalerOwnsReplicas, other + autoscaler('maxReplicas: 3'))).toEqual([]);
  });
});
