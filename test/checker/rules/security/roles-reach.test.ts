import { describe, expect, test } from '@jest/globals';
import { rolesReach } from '../../../../lib/checker/rules/security/roles-reach';
import { judge } from '../judge';

describe('roles-reach', () => {
  const role = (rules: string, kind = 'Role') =>
    `---\n{ apiVersion: rbac.authorization.k8s.io/v1, kind: ${kind}, metadata: { name: agent }, rules: [${rules}] }\n`;
  const rule = (resource: string, verbs: string, more = '') =>
    `{ apiGroups: [""], resources: [${resource}], verbs: [${verbs}] ${more} }`;

  test('finds a Role for what has no namespace', () => {
    expect(judge(rolesReach, role(rule('nodes', 'get, list')))).toEqual([rolesReach.example]);
  });

  test('finds a creation under a name', () => {
    expect(judge(rolesReach, role(rule('configmaps', 'create', ', resourceNames: [lock]')))).toHaveLength(1);
  });

  test.each([
    ['the own namespace', role(rule('namespaces', 'get'))],
    ['a ClusterRole', role(rule('nodes', 'get'), 'ClusterRole')],
    ['a ClusterRole beside the Role', role(rule('nodes', 'get')) + role(rule('nodes', 'get'), 'ClusterRole')],
    ['a subresource', role(rule('pods/exec', 'create', ', resourceNames: [web-0]'))],
    ['a name for other verbs', role(rule('configmaps', 'create, get', ', resourceNames: [lock]'))],
    [
      'a rule beside',
      role(`${rule('configmaps', 'create', ', resourceNames: [lock]')}, ${rule('configmaps', 'create')}`),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(rolesReach, yaml)).toEqual([]);
  });
});
