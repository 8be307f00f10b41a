import { describe, expect, test } from '@jest/globals';
import { groupsNarrow } from '../../../../lib/checker/rules/security/groups-narrow';
import { judge } from '../judge';
import { object } from '../object';

describe('groups-narrow', () => {
  const role = (resource: string, verb: string, group = '') =>
    object('Role', 'ci/editor', `rules: [{ apiGroups: ["${group}"], resources: [${resource}], verbs: [${verb}] }]`);
  const binding = (name: string, kind = 'Group', ref = '{ kind: Role, name: editor }') =>
    object('RoleBinding', 'ci/editors', `roleRef: ${ref}, subjects: [{ kind: ${kind}, name: "${name}" }]`);
  const all = binding('system:serviceaccounts');

  test('finds a right of all pods to change objects', () => {
    expect(judge(groupsNarrow, role('configmaps', 'update') + all)).toEqual([groupsNarrow.example]);
    expect(judge(groupsNarrow, role('secrets', 'get') + all)).toHaveLength(1);
    expect(judge(groupsNarrow, role('deployments', '"*"', 'apps') + binding('system:authenticated'))).toHaveLength(1);
    expect(judge(groupsNarrow, role('pods', 'delete') + binding('system:anonymous', 'User'))).toHaveLength(1);
    expect(
      judge(groupsNarrow, binding('system:serviceaccounts', 'Group', '{ kind: ClusterRole, name: edit }')),
    ).toHaveLength(1);
    const wide = object(
      'ClusterRoleBinding',
      'all',
      'roleRef: { kind: ClusterRole, name: cluster-admin }, subjects: [{ kind: Group, name: "system:serviceaccounts" }]',
    );
    expect(judge(groupsNarrow, wide)[0]).toContain('system:serviceaccounts:<namespace>');
  });

  test.each([
    ['the accounts of one namespace', role('configmaps', 'update') + binding('system:serviceaccounts:ci')],
    ['a right to read', role('configmaps', 'get') + all],
    ['a right to ask', role('selfsubjectaccessreviews', 'create', 'authorization.k8s.io') + all],
    ['a right to use', role('podsecuritypolicies', 'use', 'policy') + all],
    ['a role to view', binding('system:authenticated', 'Group', '{ kind: ClusterRole, name: view }')],
    ['a role that stands elsewhere', all],
    ['a Role of the name of another role', binding('system:serviceaccounts', 'Group', '{ kind: Role, name: edit }')],
    ['an account of the name', role('configmaps', 'update') + binding('system:anonymous', 'ServiceAccount')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(groupsNarrow, yaml)).toEqual([]);
  });
});
