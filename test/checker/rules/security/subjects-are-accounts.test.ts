import { describe, expect, test } from '@jest/globals';
import { subjectsAreAccounts } from '../../../../lib/checker/rules/security/subjects-are-accounts';
import { judge } from '../judge';

describe('subjects-are-accounts', () => {
  const object = (kind: string, name: string, rest = 'automountServiceAccountToken: true') =>
    `---\n{ apiVersion: v1, kind: ${kind}, metadata: { name: ${name} }, ${rest} }\n`;
  const account = object('ServiceAccount', 'deployer');
  const bound = (kind: string, name = 'deployer') =>
    object('RoleBinding', 'deployer', `subjects: [{ kind: ${kind}, name: ${name} }]`);

  test('finds a User or a Group of the name of a ServiceAccount', () => {
    expect(judge(subjectsAreAccounts, account + bound('User'))).toEqual([subjectsAreAccounts.example]);
    expect(judge(subjectsAreAccounts, account + bound('Group'))).toHaveLength(1);
  });

  test.each([
    ['the ServiceAccount', account + bound('ServiceAccount')],
    ['a User of another name', account + bound('User', 'jane')],
    [
      'a User beside the ServiceAccount',
      account + bound('User') + bound('ServiceAccount').replace('RoleBinding', 'ClusterRoleBinding'),
    ],
    ['a User without such an account', bound('User')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(subjectsAreAccounts, yaml)).toEqual([]);
  });

  test('finds a name that no ServiceAccount has as a user', () => {
    const named = (kind: string, name: string) => judge(subjectsAreAccounts, bound(kind, `"${name}"`));
    expect(named('User', 'system:serviceaccounts:shop:web')).toEqual([
      expect.stringContaining('expected system:serviceaccount:NAMESPACE:NAME'),
    ]);
    expect(named('User', 'system:serviceaccount:web')).toHaveLength(1);
    expect(named('Group', 'system:serviceaccount:shop:web')).toEqual([expect.stringContaining('expected a User')]);
    expect(named('User', 'system:serviceaccount:shop:web')).toEqual([]);
    expect(named('User', 'system:serviceaccounting')).toEqual([]);
    expect(named('Group', 'system:serviceaccounts:shop')).toEqual([]);
    expect(named('Group', 'system:authenticated')).toEqual([]);
  });
});
