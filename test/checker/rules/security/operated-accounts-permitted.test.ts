import { describe, expect, test } from '@jest/globals';
import { operatedAccountsPermitted } from '../../../../lib/checker/rules/security/operated-accounts-permitted';
import { judge } from '../judge';
import { object } from '../object';

describe('operated-accounts-permitted', () => {
  const bound = (resource: string, verbs: string, group = 'argoproj.io') =>
    object('Role', 'runner', `rules: [{ apiGroups: ["${group}"], resources: [${resource}], verbs: [${verbs}] }]`) +
    object(
      'RoleBinding',
      'runner',
      'roleRef: { kind: Role, name: runner }, subjects: [{ kind: ServiceAccount, name: runner }]',
    );
  const template = object(
    'WorkflowTemplate',
    'report',
    'spec: { serviceAccountName: runner, entrypoint: main }',
    'argoproj.io/v1alpha1',
  );

  test('an executor reports the results of its step', () => {
    const said = (...role: Parameters<typeof bound>) => judge(operatedAccountsPermitted, template + bound(...role));
    expect(said('workflowtaskresults', 'get, patch')).toEqual([operatedAccountsPermitted.example]);
    expect(said('workflowtaskresults', 'create')).toHaveLength(1);
    expect(said('workflowtaskresults', 'create, patch')).toEqual([]);
    expect(said('pods', 'get, patch', '')).toEqual([]);
    expect(judge(operatedAccountsPermitted, template)).toEqual([]);
  });

  test.each([
    [
      'CronWorkflow',
      'workflowSpec: { serviceAccountName: runner }',
      ['workflowtaskresults', 'create, patch', 'argoproj.io'],
    ],
    [
      'Sensor',
      'template: { serviceAccountName: runner }, triggers: [{ template: { argoWorkflow: { source: { resource: {} } } } }]',
      ['workflows', 'create', 'argoproj.io'],
    ],
    ['SparkApplication', 'driver: { serviceAccount: runner }', ['"*"', 'create', '']],
  ] as const)('the account of a %s needs its rights', (kind, spec, [resource, verbs, group]) => {
    const operated = object(kind, 'work', `spec: { ${spec} }`, 'sparkoperator.k8s.io/v1beta2');
    expect(judge(operatedAccountsPermitted, operated + bound('secrets', 'get', ''))).toHaveLength(1);
    expect(judge(operatedAccountsPermitted, operated + bound(resource, verbs, group))).toEqual([]);
  });

  test('a sensor that submits nothing needs no right', () => {
    const sensor = object('Sensor', 'log', 'spec: { template: { serviceAccountName: runner }, triggers: [] }');
    expect(judge(operatedAccountsPermitted, sensor + bound('secrets', 'get', ''))).toEqual([]);
  });
});
