import { describe, expect, test } from '@jest/globals';
import { namespacesPermitted } from '../../../../lib/checker/rules/security/namespaces-permitted';
import { judge } from '../judge';
import { object } from '../object';
import { deployment } from '../references/objects';

describe('namespaces-permitted', () => {
  const dispatcher = (namespace: string) =>
    deployment(
      'ci/dispatcher',
      `serviceAccountName: dispatcher, containers: [{ name: dispatcher, env: [{ name: JOB_NAMESPACE, value: ${namespace} }] }]`,
    );
  const role = object('Role', 'jobs/dispatcher', 'rules: [{ apiGroups: [batch], resources: [jobs], verbs: [create] }]');
  const subject = '{ kind: ServiceAccount, name: dispatcher, namespace: ci }';
  const binding = (kind: string) =>
    object(
      kind,
      kind === 'RoleBinding' ? 'jobs/dispatcher' : 'dispatcher',
      `roleRef: { kind: Role, name: dispatcher }, subjects: [${subject}]`,
    );

  test('rights in one namespace are none in another', () => {
    expect(judge(namespacesPermitted, dispatcher('ci') + role + binding('RoleBinding'))).toEqual([
      namespacesPermitted.example,
    ]);
    expect(judge(namespacesPermitted, dispatcher('jobs') + role + binding('RoleBinding'))).toEqual([]);
  });

  test('reads the file of a runner', () => {
    const runner = (namespace: string) =>
      deployment(
        'ci/dispatcher',
        'serviceAccountName: dispatcher, containers: [{ name: runner, image: "gitlab/gitlab-runner:v17", volumeMounts: [{ name: a, mountPath: /a }] }], volumes: [{ name: a, configMap: { name: runner } }]',
      ) + object('ConfigMap', 'ci/runner', `data: { config.toml: "  namespace = '${namespace}'" }`);
    expect(judge(namespacesPermitted, runner('ci') + role + binding('RoleBinding'))).toHaveLength(1);
    expect(judge(namespacesPermitted, runner('jobs') + role + binding('RoleBinding'))).toEqual([]);
  });

  test('without a binding here, the rights stand elsewhere', () => {
    expect(judge(namespacesPermitted, dispatcher('ci') + role)).toEqual([]);
  });
});
