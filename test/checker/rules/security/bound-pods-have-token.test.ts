import { describe, expect, test } from '@jest/globals';
import { boundPodsHaveToken } from '../../../../lib/checker/rules/security/bound-pods-have-token';
import { judge } from '../judge';
import { object } from '../object';
import { deployment } from '../references/objects';

describe('bound-pods-have-token', () => {
  const role = (verb: string) =>
    object('Role', 'api', `rules: [{ apiGroups: [""], resources: [pods], verbs: [${verb}] }]`);
  const binding = object(
    'RoleBinding',
    'api',
    'roleRef: { kind: Role, name: api }, subjects: [{ kind: ServiceAccount, name: api }]',
  );
  const account = (more = '') => object('ServiceAccount', 'api', more);
  const without = 'serviceAccountName: api, automountServiceAccountToken: false';
  const rights = role('get') + binding;

  test('finds rights that a pod cannot use', () => {
    expect(judge(boundPodsHaveToken, deployment('api', without) + rights + account())).toEqual([
      boundPodsHaveToken.example,
    ]);
  });

  test('finds a ServiceAccount that keeps its token from its pods', () => {
    const shut = account('automountServiceAccountToken: false');
    expect(judge(boundPodsHaveToken, deployment('api', 'serviceAccountName: api') + rights + shut)).toEqual([
      expect.stringContaining('received nothing, while the ServiceAccount says false'),
    ]);
    const own = 'serviceAccountName: api, automountServiceAccountToken: true';
    expect(judge(boundPodsHaveToken, deployment('api', own) + rights + shut)).toEqual([]);
  });

  test.each([
    ['an account without rights', deployment('api', without) + role('get')],
    ['rights that admission alone reads', deployment('api', without) + role('use') + binding],
    ['a pod with a token', deployment('api', 'serviceAccountName: api') + rights],
    [
      'a projected token',
      deployment('api', `${without}, volumes: [{ name: x, projected: { sources: [{ serviceAccountToken: {} }] } }]`) +
        rights,
    ],
    [
      'an account that other pods use',
      deployment('api', without) + deployment('b', 'serviceAccountName: api') + rights,
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(boundPodsHaveToken, yaml)).toEqual([]);
  });
});
