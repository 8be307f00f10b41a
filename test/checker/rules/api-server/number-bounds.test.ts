import { describe, expect, test } from '@jest/globals';
import { numberBounds } from '../../../../lib/checker/rules/api-server/number-bounds';
import { judge } from '../judge';
import { container, deployment, object, pod, said } from './objects';

describe('number-bounds', () => {
  test('prints its example word for word', () => {
    expect(judge(numberBounds, deployment('replicas: -1'))).toEqual([numberBounds.example]);
  });

  const budget = (spec: string) => object('PodDisruptionBudget', 'policy/v1', `spec: { ${spec} }`);
  const claim = (size: string) =>
    object('PersistentVolumeClaim', 'v1', `spec: { resources: { requests: { storage: ${size} } } }`);
  const spread = (skew: number) =>
    pod(`containers: [], topologySpreadConstraints: [{ topologyKey: a, maxSkew: ${skew}, whenUnsatisfiable: b }]`);

  test.each([
    [
      'a percentage above 100',
      budget('minAvailable: 101%'),
      'spec.minAvailable: expected at least 0 and at most 100%, received "101%"',
    ],
    [
      'a percentage below 0',
      budget('minAvailable: "-1%"'),
      'spec.minAvailable: expected at least 0 and at most 100%, received "-1%"',
    ],
    ['a size that is no size', claim('0'), 'spec.resources.requests.storage: expected more than 0, received 0'],
    [
      'a request below zero',
      container('resources: { requests: { cpu: -1 } }'),
      'spec.containers[api].resources.requests.cpu: expected at least 0, received -1',
    ],
    [
      'a time of a probe below zero',
      container('livenessProbe: { periodSeconds: -1 }'),
      'spec.containers[api].livenessProbe.periodSeconds: expected at least 0, received -1',
    ],
    ['a skew of zero', spread(0), 'spec.topologySpreadConstraints[0].maxSkew: expected at least 1, received 0'],
    [
      'the first group that is too large',
      pod('containers: [], securityContext: { supplementalGroups: [4, 2147483648] }'),
      'spec.securityContext.supplementalGroups[1]: expected at least 0 and at most 2147483647, received 2147483648',
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(said(numberBounds, yaml)).toEqual([expected]);
  });

  test.each([
    ['the bounds themselves', deployment('replicas: 0')],
    ['all of the pods', budget('minAvailable: 100%')],
    ['more pods than 100', budget('minAvailable: 101')],
    ['a small size', claim('1m')],
    ['a time of zero, which stands for the default', container('livenessProbe: { periodSeconds: 0 }')],
    ['a skew of one', spread(1)],
    ['a value of another type, the matter of another rule', deployment('replicas: many')],
  ])('accepts %s', (_, yaml) => {
    expect(said(numberBounds, yaml)).toEqual([]);
  });
});
