import { describe, expect, test } from '@jest/globals';
import { policyTypesCoverRules } from '../../../../lib/checker/rules/traffic/policy-types-cover-rules';
import { judge } from '../judge';
import { object } from '../object';

describe('policy-types-cover-rules', () => {
  const policy = (spec: string) =>
    judge(
      policyTypesCoverRules,
      object('NetworkPolicy', 'api', `spec: { podSelector: {}, ${spec} }`, 'networking.k8s.io/v1'),
    );

  test('finds rules of a direction that policyTypes leaves out', () => {
    expect(policy('policyTypes: [Ingress], egress: [{ ports: [{ port: 53 }] }]')).toEqual([
      policyTypesCoverRules.example,
    ]);
    expect(policy('policyTypes: [Egress], ingress: [{}]')).toEqual([
      expect.stringContaining('expected "Ingress" among them'),
    ]);
  });

  test.each([
    'policyTypes: [Ingress, Egress], egress: [{}], ingress: [{}]',
    'egress: [{}]',
    'policyTypes: [Ingress], egress: []',
    'policyTypes: [], egress: [{}]',
  ])('accepts %s', (spec) => {
    expect(policy(spec)).toEqual([]);
  });
});
