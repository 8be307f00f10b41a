import { describe, expect, test } from '@jest/globals';
import { quotaAdmitsPods } from '../../../../lib/checker/rules/availability/quota-admits-pods';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('quota-admits-pods', () => {
  const quota = (hard: string, more = '') => object('ResourceQuota', 'quota', `hard: { ${hard} }${more}`);
  const range = (item: string) => object('LimitRange', 'range', `limits: [{ type: Container, ${item} }]`);
  const bare = deployment('{ name: api }');
  const sized = (cpu: string) => deployment(`{ name: api, resources: { limits: { cpu: ${cpu} } } }`);

  test('finds a container without the limit that a quota demands', () => {
    expect(judge(quotaAdmitsPods, bare + quota('limits.cpu: 4'))).toEqual([quotaAdmitsPods.example]);
  });

  test('finds more replicas than a quota of pods', () => {
    const three = deployment('{ name: api }', 'replicas: 3');
    expect(judge(quotaAdmitsPods, three + quota('pods: 2'))[0]).toContain('expected at least 3');
  });

  test('finds replicas that ask for more than a quota', () => {
    const three = (memory: string) =>
      deployment(`{ name: api, resources: { requests: { memory: ${memory} } } }`, 'replicas: 3') +
      quota('requests.memory: 1Gi');
    expect(judge(quotaAdmitsPods, three('512Mi'))).toEqual([
      'ResourceQuota default/quota: spec.hard[requests.memory]: expected enough for 1536Mi, the requests of all replicas of the namespace, received "1Gi" [quota-admits-pods]',
    ]);
    expect(judge(quotaAdmitsPods, three('256Mi'))).toEqual([]);
  });

  test('finds a container above the maximum of a LimitRange', () => {
    expect(judge(quotaAdmitsPods, sized('2') + range('max: { cpu: 1 }'))[0]).toContain(
      'resources.limits.cpu: expected at most 1, the maximum of LimitRange default/range, received 2',
    );
  });

  test.each([
    ['a container with the limit', sized('1') + quota('limits.cpu: 4, requests.cpu: 4')],
    ['the default of a LimitRange', bare + quota('limits.cpu: 4') + range('default: { cpu: 1 }')],
    ['a quota of some pods alone', bare + quota('limits.cpu: 4', ', scopes: [NotTerminating]')],
    ['as many replicas as pods', deployment('{ name: api }', 'replicas: 4') + quota('pods: 4')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(quotaAdmitsPods, yaml)).toEqual([]);
  });

  test('an update that first adds a pod needs room for the pod', () => {
    const updated = (pods: number) =>
      judge(
        quotaAdmitsPods,
        deployment('{ name: api }', 'replicas: 3, strategy: { rollingUpdate: { maxUnavailable: 0 } }') +
          quota(`pods: ${pods}`),
      );
    expect(updated(3)[0]).toContain('expected at least 4');
    expect(updated(4)).toEqual([]);
  });

  test('an update of few replicas first adds a pod, as a quarter of three is none', () => {
    const updated = (replicas: number, strategy: string, memory = 256 * replicas) =>
      judge(
        quotaAdmitsPods,
        deployment('{ name: api, resources: { requests: { memory: 256Mi } } }', `replicas: ${replicas}, ${strategy}`) +
          quota(`requests.memory: ${memory}Mi`),
      );
    expect(updated(3, 'paused: false')).toEqual([
      'ResourceQuota default/quota: spec.hard[requests.memory]: expected at least 1024Mi: an update of Deployment default/api first adds a pod to what has 768Mi, received "768Mi" [quota-admits-pods]',
    ]);
    expect(updated(3, 'paused: false', 1024)).toEqual([]);
    expect(updated(4, 'paused: false')).toEqual([]);
    expect(updated(3, 'strategy: { type: Recreate }')).toEqual([]);
    expect(updated(3, 'strategy: { rollingUpdate: { maxUnavailable: 1 } }')).toEqual([]);
    expect(updated(3, 'strategy: { rollingUpdate: { maxUnavailable: 34% } }')).toEqual([]);
  });

  test('counts the least replicas of an autoscaler', () => {
    const scaler = object(
      'HorizontalPodAutoscaler',
      'api',
      'scaleTargetRef: { kind: Deployment, name: api }, minReplicas: 5, maxReplicas: 9',
    );
    expect(judge(quotaAdmitsPods, bare + scaler + quota('pods: 4'))[0]).toContain('expected at least 5');
    expect(judge(quotaAdmitsPods, bare + scaler + quota('pods: 5'))).toEqual([]);
  });

  test('finds replicas that ask for more devices than a quota', () => {
    const devices = (count: number) =>
      judge(
        quotaAdmitsPods,
        deployment('{ name: api, resources: { limits: { nvidia.com/gpu: 1 } } }', 'replicas: 2') +
          quota(`requests.nvidia.com/gpu: ${count}`),
      );
    expect(devices(1)[0]).toContain('expected enough for 2');
    expect(devices(2)[0]).toContain('first adds a pod');
    expect(devices(3)).toEqual([]);
  });
});
