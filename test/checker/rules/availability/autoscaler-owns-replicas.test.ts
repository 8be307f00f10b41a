import { describe, expect, test } from '@jest/globals';
import { autoscalerOwnsReplicas } from '../../../../lib/checker/rules/availability/autoscaler-owns-replicas';
import { judge } from '../judge';
import { autoscaler, deployment, object } from '../workloads';

describe('autoscaler-owns-replicas', () => {
  test('finds a number beside an autoscaler', () => {
    const yaml = deployment('{ name: api }', 'replicas: 2') + autoscaler('maxReplicas: 3');
    expect(judge(autoscalerOwnsReplicas, yaml)).toEqual([autoscalerOwnsReplicas.example]);
  });

  test('accepts no number, or another target', () => {
    expect(judge(autoscalerOwnsReplicas, deployment('{ name: api }') + autoscaler('maxReplicas: 3'))).toEqual([]);
    const other = object('Deployment', 'web', 'replicas: 2');
    expect(judge(autoscalerOwnsReplicas, other + autoscaler('maxReplicas: 3'))).toEqual([]);
  });
});
