import { describe, expect, test } from '@jest/globals';
import { readinessGatesSet } from '../../../../lib/checker/rules/availability/readiness-gates-set';
import { judge } from '../judge';
import { object } from '../workloads';

describe('readiness-gates-set', () => {
  const api = (condition: string, more = '') =>
    object(
      'Deployment',
      'api',
      `template: { spec: { containers: [{ name: api ${more} }], readinessGates: [{ conditionType: ${condition} }] } }`,
    );
  const target = 'target-health.elbv2.k8s.aws/api';

  test('finds a condition that nobody sets', () => {
    expect(judge(readinessGatesSet, api(target))).toEqual([readinessGatesSet.example]);
    expect(judge(readinessGatesSet, api('example.com/warm'))).toHaveLength(1);
  });

  test.each([
    ['a binding of the namespace', api(target) + object('TargetGroupBinding', 'api', 'a: 1')],
    ['a program that sets the condition', api('example.com/warm', ', args: ["--condition=example.com/warm"]')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(readinessGatesSet, yaml)).toEqual([]);
  });
});
