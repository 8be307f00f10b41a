import { describe, expect, test } from '@jest/globals';
import { tolerationsNameTaints } from '../../../../lib/checker/rules/availability/tolerations-name-taints';
import { judge } from '../judge';
import { object } from '../workloads';

describe('tolerations-name-taints', () => {
  const pod = (kind: string, toleration: string, more = '') =>
    object(kind, 'api', `template: { spec: { ${more} containers: [], tolerations: [{ ${toleration} }] } }`);

  test('finds a Deployment that tolerates everything', () => {
    expect(judge(tolerationsNameTaints, pod('Deployment', 'operator: Exists'))).toEqual([
      tolerationsNameTaints.example,
    ]);
  });

  test.each([
    ['the key of a taint', pod('Deployment', 'key: spot, operator: Exists')],
    ['an effect that evicts nobody', pod('Deployment', 'operator: Exists, effect: NoSchedule')],
    ['a time', pod('Deployment', 'operator: Exists, effect: NoExecute, tolerationSeconds: 60')],
    ['a DaemonSet', pod('DaemonSet', 'operator: Exists')],
    ['a part of the cluster', pod('Deployment', 'operator: Exists', 'priorityClassName: system-cluster-critical,')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(tolerationsNameTaints, yaml)).toEqual([]);
  });
});
