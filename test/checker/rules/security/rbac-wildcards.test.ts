import { describe, expect, test } from '@jest/globals';
import { rbacWildcards } from '../../../../lib/checker/rules/security/rbac-wildcards';
import { judge } from '../judge';

describe('rbac-wildcards', () => {
  const role = (rule: string, kind = 'Role') =>
    `{ apiVersion: rbac.authorization.k8s.io/v1, kind: ${kind}, metadata: { name: reader }, rules: [${rule}] }`;

  test('finds every resource', () => {
    const all = role('{ apiGroups: [""], resources: ["*"], verbs: [get] }');
    expect(judge(rbacWildcards, all)).toEqual([rbacWildcards.example]);
  });

  test.each([
    ['every verb', '{ apiGroups: [""], resources: [pods], verbs: ["*"] }', 'verbs: expected the verbs in use'],
    [
      'every verb beside another',
      '{ apiGroups: [""], resources: [pods], verbs: [get, "*"] }',
      'verbs: expected the verbs in use',
    ],
    [
      'every API group',
      '{ apiGroups: ["*"], resources: [deployments], verbs: [get] }',
      'apiGroups: expected the API groups in use',
    ],
  ])('finds %s', (_, rule, sentence) => {
    expect(judge(rbacWildcards, role(rule))).toEqual([
      `Role default/reader: rules[0].${sentence}, received "*" [rbac-wildcards]`,
    ]);
  });

  test('finds every path of the API server', () => {
    expect(judge(rbacWildcards, role('{ nonResourceURLs: ["*"], verbs: [get] }', 'ClusterRole'))).toEqual([
      'ClusterRole reader: rules[0].nonResourceURLs: expected the paths in use, received "*" [rbac-wildcards]',
    ]);
  });

  test.each([
    ['what is named', '{ apiGroups: ["", apps], resources: [pods, deployments], verbs: [get, list, watch] }'],
    ['one subresource of every resource', '{ apiGroups: [apps], resources: ["*/scale"], verbs: [update] }'],
    ['all paths below one', '{ nonResourceURLs: ["/healthz/*"], verbs: [get] }'],
  ])('accepts %s', (_, rule) => {
    expect(judge(rbacWildcards, role(rule, 'ClusterRole'))).toEqual([]);
  });

  test('accepts a role without a rule, whose rules come from others', () => {
    expect(judge(rbacWildcards, role('', 'ClusterRole'))).toEqual([]);
  });
});
