import { describe, expect, test } from '@jest/globals';
import { resourcesSet } from '../../../../lib/checker/rules/containers/resources-set';
import { judge } from '../judge';
import { API, deployment } from '../pods';

describe('resources-set', () => {
  const resources = (amounts: string) => `{ name: api, resources: { ${amounts} } }`;

  test('wants a memory limit', () => {
    expect(judge(resourcesSet, deployment(resources('requests: { cpu: 1, memory: 1Gi }')))).toEqual([
      resourcesSet.example,
    ]);
  });

  test('names each amount that is missing', () => {
    expect(judge(resourcesSet, deployment('{ name: api }'))).toEqual(
      ['requests.cpu', 'requests.memory', 'limits.memory'].map(
        (amount) => `${API}.containers[api].resources.${amount}: expected an amount, received nothing [resources-set]`,
      ),
    );
  });

  test('holds for side-cars, which start first and stay, and not for init containers', () => {
    const yaml = deployment(
      resources('limits: { cpu: 1, memory: 1Gi }'),
      'initContainers: [{ name: setup }, { name: proxy, restartPolicy: Always }]',
    );
    expect(judge(resourcesSet, yaml)).toHaveLength(3);
    expect(judge(resourcesSet, yaml).join()).toContain('initContainers[proxy]');
  });

  test.each([
    ['no CPU limit', resources('requests: { cpu: 1, memory: 1Gi }, limits: { memory: 1Gi }'), 'restartPolicy: Always'],
    ['limits, which stand for requests', resources('limits: { cpu: 1, memory: 1Gi }'), 'restartPolicy: Always'],
    [
      'resources of the pod as a whole',
      '{ name: api }',
      'resources: { requests: { cpu: 1 }, limits: { memory: 1Gi } }',
    ],
  ])('accepts %s', (_, containers, pod) => {
    expect(judge(resourcesSet, deployment(containers, pod))).toEqual([]);
  });
});
