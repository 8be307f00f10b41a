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

  const annotated = (kind: string, key: string) =>
    object(kind, 'api', 'a: 1').replace('name: api', `name: api, annotations: { note: a, ${key}: b }`);

  test.each([
    ['an Ingress of the class alb', object('Ingress', 'api', 'ingressClassName: alb'), true],
    ['an Ingress of another class', object('Ingress', 'api', 'ingressClassName: nginx'), false],
    ['a Service of the class of AWS', object('Service', 'api', 'loadBalancerClass: service.k8s.aws/nlb'), true],
    [
      'a Service with an annotation of AWS',
      annotated('Service', 'service.beta.kubernetes.io/aws-load-balancer-type'),
      true,
    ],
    ['a Service with other annotations', annotated('Service', 'owner'), false],
    [
      'a binding of another namespace',
      object('TargetGroupBinding', 'api', 'a: 1').replace('name: api', 'name: api, namespace: other'),
      false,
    ],
  ])('%s sets the health of targets: %#', (_, yaml, isSet) => {
    expect(judge(readinessGatesSet, api(target) + yaml)).toHaveLength(isSet ? 0 : 1);
  });

  test('Google sets its own condition', () => {
    expect(judge(readinessGatesSet, api('cloud.google.com/load-balancer-neg-ready'))).toEqual([]);
    expect(judge(readinessGatesSet, api('example.com/warm'))[0]).toContain(
      'expected a condition that a controller sets: no program of the manifests names the condition',
    );
  });
});
