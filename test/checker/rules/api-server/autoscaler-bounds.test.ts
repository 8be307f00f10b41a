import { describe, expect, test } from '@jest/globals';
import { autoscalerBounds } from '../../../../lib/checker/rules/api-server/autoscaler-bounds';
import { judge } from '../judge';
import { autoscaler, object } from '../workloads';

describe('autoscaler-bounds', () => {
  test('finds bounds that cross, or leave nothing', () => {
    expect(judge(autoscalerBounds, autoscaler('minReplicas: 3, maxReplicas: 2'))).toEqual([autoscalerBounds.example]);
    expect(judge(autoscalerBounds, autoscaler('maxReplicas: 0'))).toHaveLength(1);
    expect(judge(autoscalerBounds, autoscaler('minReplicas: 0, maxReplicas: 2'))).toEqual([
      'HorizontalPodAutoscaler default/api: spec.minReplicas: expected at least 1, received 0 [autoscaler-bounds]',
    ]);
  });

  test('lets an autoscaler sleep from 1.37 on, if a metric from outside of the pods wakes it', () => {
    const asleep = (type: string) => autoscaler(`minReplicas: 0, maxReplicas: 2, metrics: [{ type: ${type} }]`);
    expect(judge(autoscalerBounds, asleep('External'), { kubernetes: '1.37' })).toEqual([]);
    expect(judge(autoscalerBounds, asleep('Object'), { kubernetes: '1.37' })).toEqual([]);
    expect(judge(autoscalerBounds, asleep('Resource'), { kubernetes: '1.37' })).toHaveLength(1);
    expect(judge(autoscalerBounds, asleep('External'), { kubernetes: '1.36' })).toHaveLength(1);
  });

  test.each(['minReplicas: 3, maxReplicas: 3', 'maxReplicas: 1', 'minReplicas: 3'])('accepts %s', (bounds) => {
    expect(judge(autoscalerBounds, autoscaler(bounds))).toEqual([]);
  });

  test('the bounds of a ScaledObject do not cross', () => {
    const scaled = (spec: string) => judge(autoscalerBounds, object('ScaledObject', 'web', spec));
    expect(scaled('minReplicaCount: 8, maxReplicaCount: 5')).toEqual([
      expect.stringContaining('spec.maxReplicaCount: expected at least minReplicaCount (8), received 5'),
    ]);
    expect(scaled('minReplicaCount: 101')).toEqual([
      expect.stringContaining('spec.minReplicaCount: expected at most 100'),
    ]);
    expect(scaled('minReplicaCount: 2, idleReplicaCount: 2')).toEqual([
      expect.stringContaining('spec.idleReplicaCount: expected below minReplicaCount (2)'),
    ]);
    expect(scaled('minReplicaCount: 5, maxReplicaCount: 5, idleReplicaCount: 0')).toEqual([]);
    expect(scaled('maxReplicaCount: 5')).toEqual([]);
  });
});
