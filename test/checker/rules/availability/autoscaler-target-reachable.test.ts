import { describe, expect, test } from '@jest/globals';
import { autoscalerTargetReachable } from '../../../../lib/checker/rules/availability/autoscaler-target-reachable';
import { judge } from '../judge';
import { autoscaler, deployment } from '../workloads';

describe('autoscaler-target-reachable', () => {
  const api = (resources: string, target: string) =>
    deployment(`{ name: api, resources: { ${resources} } }`) +
    autoscaler(`metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, ${target} } } }]`);

  test('finds a target above the limit', () => {
    expect(
      judge(
        autoscalerTargetReachable,
        api('requests: { cpu: 250m }, limits: { cpu: 500m }', 'averageUtilization: 250'),
      ),
    ).toEqual([autoscalerTargetReachable.example]);
    expect(judge(autoscalerTargetReachable, api('limits: { cpu: 500m }', 'averageUtilization: 100'))).toHaveLength(1);
  });

  test.each([
    ['a target below the limit', 'requests: { cpu: 250m }, limits: { cpu: 500m }', 'averageUtilization: 150'],
    ['a container without a limit', 'requests: { cpu: 250m }', 'averageUtilization: 250'],
    ['a target in cores', 'requests: { cpu: 250m }, limits: { cpu: 500m }', 'averageValue: 400m'],
  ])('accepts %s', (_, resources, target) => {
    expect(judge(autoscalerTargetReachable, api(resources, target))).toEqual([]);
  });
});
