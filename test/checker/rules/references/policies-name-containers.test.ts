import { describe, expect, test } from '@jest/globals';
import { policiesNameContainers } from '../../../../lib/checker/rules/references/policies-name-containers';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('policies-name-containers', () => {
  const pods = deployment('{ name: api }, { name: cache }');
  const vertical = (name: string, target = 'kind: Deployment, name: api') =>
    object(
      'VerticalPodAutoscaler',
      'api',
      `targetRef: { ${target} }, resourcePolicy: { containerPolicies: [{ containerName: "${name}" }] }`,
    );

  test('finds a policy for a container that is missing', () => {
    expect(judge(policiesNameContainers, pods + vertical('main'))).toEqual([policiesNameContainers.example]);
    expect(judge(policiesNameContainers, pods + vertical('cahce'))[0]).toContain('did you mean "cache"?');
  });

  test.each(['api', 'cache', '*', 'istio-proxy'])('accepts a policy for %s', (name) => {
    expect(judge(policiesNameContainers, pods + vertical(name))).toEqual([]);
  });

  test('a workload of others may have any container', () => {
    expect(judge(policiesNameContainers, pods + vertical('app', 'kind: Deployment, name: web'))).toEqual([]);
    expect(judge(policiesNameContainers, pods + vertical('app', 'kind: StatefulSet, name: api'))).toEqual([]);
  });

  test('finds a container of a scaler of KEDA that is missing', () => {
    const scaled = (more: string, trigger = '') =>
      object('ScaledObject', 'api', `scaleTargetRef: { name: api ${more} }, triggers: [{ metadata: { ${trigger} } }]`);
    expect(judge(policiesNameContainers, pods + scaled(', envSourceContainerName: app'))).toHaveLength(1);
    expect(judge(policiesNameContainers, pods + scaled('', 'containerName: app'))).toHaveLength(1);
    expect(judge(policiesNameContainers, pods + scaled('', 'containerName: api'))).toEqual([]);
  });
});
