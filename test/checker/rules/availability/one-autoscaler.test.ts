import { describe, expect, test } from '@jest/globals';
import { oneAutoscaler } from '../../../../lib/checker/rules/availability/one-autoscaler';
import { judge } from '../judge';
import { object } from '../workloads';

describe('one-autoscaler', () => {
  const scaler = (name: string, kind = 'Deployment') =>
    object('HorizontalPodAutoscaler', name, `scaleTargetRef: { kind: ${kind}, name: api }`);

  test('finds a second autoscaler on a workload', () => {
    expect(judge(oneAutoscaler, scaler('api-cpu') + scaler('api-memory'))).toEqual([oneAutoscaler.example]);
  });

  test('accepts one each for workloads of one name', () => {
    expect(judge(oneAutoscaler, scaler('api') + scaler('api-data', 'StatefulSet'))).toEqual([]);
  });
});
