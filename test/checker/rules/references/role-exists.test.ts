import { describe, expect, test } from '@jest/globals';
import { roleExists } from '../../../../lib/checker/rules/references/role-exists';
import { judge } from '../judge';

describe('role-exists', () => {
  const rbac = (kind: string, name: string, rest = 'rules: []') =>
    `\n---\n{ apiVersion: rbac.authorization.k8s.io/v1, kind: ${kind}, metadata: { name: ${name} }, ${rest} }\n`;
  const binding = (kind: string, name: string) =>
    rbac('RoleBinding', 'reader', `roleRef: { kind: ${kind}, name: ${name} }`);

  test('finds a role of the other kind', () => {
    expect(judge(roleExists, binding('Role', 'pods') + rbac('ClusterRole', 'pods'))).toEqual([roleExists.example]);
    expect(judge(roleExists, binding('ClusterRole', 'pods') + rbac('Role', 'pods'))).toHaveLength(1);
  });

  test('finds a name that is misspelt', () => {
    expect(judge(roleExists, binding('Role', 'reeder') + rbac('Role', 'reader'))).toEqual([
      'RoleBinding default/reader: roleRef.name: expected a Role that exists, received "reeder"; did you mean "reader"? [role-exists]',
    ]);
  });

  test('a Role of another namespace gives no rights', () => {
    const role = rbac('Role', 'pods').replace('name: pods', 'name: pods, namespace: apps');
    expect(judge(roleExists, binding('Role', 'pods') + role)).toEqual([
      expect.stringContaining('expected a Role in namespace default (the one of that name is in apps)'),
    ]);
    const given = binding('Role', 'extension-apiserver-authentication-reader');
    expect(judge(roleExists, given)).toHaveLength(1);
    expect(judge(roleExists, given.replace('name: reader', 'name: reader, namespace: kube-system'))).toEqual([]);
  });

  test.each([
    ['a role of the set', binding('Role', 'pods') + rbac('Role', 'pods')],
    ['a role of every cluster', binding('ClusterRole', 'view')],
    ['a role that may be in the cluster', binding('ClusterRole', 'somebody-elses') + rbac('ClusterRole', 'pods')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(roleExists, yaml)).toEqual([]);
  });
});
