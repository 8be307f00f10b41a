import { describe, expect, test } from '@jest/globals';
import { namedObjectsPermitted } from '../../../../lib/checker/rules/security/named-objects-permitted';
import { judge } from '../judge';
import { object } from '../object';

describe('named-objects-permitted', () => {
  const controller = (args = '--election-id=controller-leader') =>
    object(
      'Deployment',
      'controller',
      `spec: { template: { spec: { serviceAccountName: controller, containers: [{ name: c, args: [${args}] }] } } }`,
    );
  const role = (names: string, more = '', resource = 'leases', group = 'coordination.k8s.io', verbs = 'get, update') =>
    object(
      'Role',
      'controller',
      `rules: [{ apiGroups: ["${group}"], resources: [${resource}], verbs: [${verbs}]${names} }${more}]`,
    ) +
    object(
      'RoleBinding',
      'controller',
      'roleRef: { kind: Role, name: controller }, subjects: [{ kind: ServiceAccount, name: controller, namespace: default }]',
    );
  const said = (yaml: string) => judge(namedObjectsPermitted, yaml);
  const others = ', resourceNames: [other-leader]';

  test('finds a Lease that the role does not name', () => {
    expect(said(controller() + role(others))).toEqual([namedObjectsPermitted.example]);
    expect(said(controller() + role(', resourceNames: [other-leader, controller-leader]'))).toEqual([]);
    expect(said(controller() + role(''))).toEqual([]);
    expect(said(controller())).toEqual([]);
  });

  test('another rule of the role may be for every name, and a rule that only creates is for none', () => {
    const open = ', { apiGroups: ["*"], resources: ["*"], verbs: ["*"] }';
    expect(said(controller() + role(others, open))).toEqual([]);
    const create = ', { apiGroups: [coordination.k8s.io], resources: [leases], verbs: [create] }';
    expect(said(controller() + role(others, create))).toHaveLength(1);
  });

  test('a name may have a namespace, or be known later', () => {
    expect(said(controller('--leader-election-id=default/controller-leader') + role(others))).toHaveLength(1);
    expect(said(controller('--election-id=$(NAME)') + role(others))).toEqual([]);
    expect(said(controller('--other-id=controller-leader') + role(others))).toEqual([]);
  });

  test('reads the names of Secrets and ConfigMaps', () => {
    const secrets = (name: string) => role(`, resourceNames: [${name}]`, '', 'secrets', '', 'get');
    expect(said(controller('--tls-secret-name=web-tls') + secrets('api-tls'))).toHaveLength(1);
    expect(said(controller('--tls-secret-name=web-tls') + secrets('web-tls'))).toEqual([]);
    const maps = role(', resourceNames: [b]', '', 'configmaps', '', 'get');
    expect(said(controller('--configmap-name=a') + maps)).toHaveLength(1);
  });
});
