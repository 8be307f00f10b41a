import { describe, expect, test } from '@jest/globals';
import { autoscalerCpuRequests } from '../../../../lib/checker/rules/availability/autoscaler-cpu-requests';
import { judge } from '../judge';
import { autoscaler, deployment, object } from '../workloads';

describe('autoscaler-cpu-requests', () => {
  const containers = '{ name: api, resources: { requests: { cpu: 1 } } }, { name: proxy }';
  const by = (type: string, name: string, more = 'target: { averageUtilization: 70 }') =>
    autoscaler(`metrics: [{ ${type}: { name: ${name}, ${more} } }]`);

  test('wants a request of every container', () => {
    expect(judge(autoscalerCpuRequests, deployment(containers) + by('resource', 'cpu'))).toEqual([
      autoscalerCpuRequests.example,
    ]);
  });

  test('wants more than nothing', () => {
    const zero = '{ name: api, resources: { requests: { cpu: "0" } } }';
    expect(judge(autoscalerCpuRequests, deployment(zero) + by('resource', 'cpu'))[0]).toContain('received "0"');
  });

  test('knows that CPU is what counts if nothing is said', () => {
    expect(
      judge(autoscalerCpuRequests, deployment(containers) + autoscaler('targetCPUUtilizationPercentage: 80')),
    ).toEqual([autoscalerCpuRequests.example]);
  });

  test('wants it of the resource that counts, and of the container that counts', () => {
    expect(judge(autoscalerCpuRequests, deployment(containers) + by('resource', 'memory'))).toHaveLength(2);
    const one = (name: string) =>
      by('containerResource', 'cpu', `container: ${name}, target: { averageUtilization: 70 }`);
    expect(judge(autoscalerCpuRequests, deployment(containers) + one('proxy'))).toHaveLength(1);
    expect(judge(autoscalerCpuRequests, deployment(containers) + one('api'))).toEqual([]);
  });

  test('the container of a metric is one of the pod', () => {
    const metric = by('containerResource', 'cpu', 'container: apo, target: { averageUtilization: 70 }');
    expect(judge(autoscalerCpuRequests, deployment(containers) + metric)).toEqual([
      'HorizontalPodAutoscaler default/api: spec.metrics[0].containerResource.container: expected a container of Deployment default/api (api, proxy), received "apo"; did you mean "api"? [autoscaler-cpu-requests]',
    ]);
  });

  test.each([
    [
      'a limit, which stands for the request',
      '{ name: api, resources: { limits: { cpu: 1 } } }',
      by('resource', 'cpu'),
    ],
    ['an absolute amount', '{ name: api }', by('resource', 'cpu', 'target: { averageValue: 1 }')],
    ['another kind of metric', '{ name: api }', autoscaler('metrics: [{ pods: { metric: { name: queue } } }]')],
    ['no autoscaler', '{ name: api }', ''],
  ])('accepts %s', (_, container, yaml) => {
    expect(judge(autoscalerCpuRequests, deployment(container) + yaml)).toEqual([]);
  });

  test('wants nothing of init containers', () => {
    const yaml = object('Deployment', 'api', 'template: { spec: { initContainers: [{ name: setup }] } }');
    expect(judge(autoscalerCpuRequests, yaml + autoscaler('maxReplicas: 2'))).toEqual([]);
  });
});
