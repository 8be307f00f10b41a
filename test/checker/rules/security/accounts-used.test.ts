import { describe, expect, test } from '@jest/globals';
import { accountsUsed } from '../../../../lib/checker/rules/security/accounts-used';
import { judge } from '../judge';
import { object } from '../workloads';

describe('accounts-used', () => {
  const account = (name: string, annotations = '') => `
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name}, annotations: { ${annotations} } }
`;
  const binding = `
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: queue }
roleRef: { kind: Role, name: queue }
subjects: [{ kind: ServiceAccount, name: queue }]
`;
  const queue = (more = '', name = 'queue') =>
    object('StatefulSet', name, `template: { spec: { ${more} containers: [{ name: queue, image: "rabbitmq:3" }] } }`);

  test('finds a pod without the account of its name', () => {
    expect(judge(accountsUsed, account('queue') + binding + queue())).toEqual([accountsUsed.example]);
  });

  test('finds the client of a cloud without the account of the cloud', () => {
    const fetch = (env: string) =>
      account('etl', 'eks.amazonaws.com/role-arn: "arn:aws:iam::1:role/etl"') +
      object('Pod', 'load', `containers: [{ name: fetch, image: "amazon/aws-cli:2", env: [${env}] }]`);
    expect(judge(accountsUsed, fetch(''))).toHaveLength(1);
    expect(judge(accountsUsed, fetch('{ name: AWS_ACCESS_KEY_ID, value: x }'))).toEqual([]);
  });

  test.each([
    ['a pod that names its account', account('queue') + binding + queue('serviceAccountName: queue,')],
    [
      'an account of another pod',
      account('queue') + binding + queue('serviceAccountName: queue,') + queue('', 'queue-main'),
    ],
    ['an account without rights', account('queue') + queue()],
    ['an account for somebody outside', account('queue') + binding + queue('', 'web')],
    ['a pod without a token', account('queue') + binding + queue('automountServiceAccountToken: false,')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(accountsUsed, yaml)).toEqual([]);
  });

  test('the account default may stand there by its name', () => {
    expect(judge(accountsUsed, account('queue') + binding + queue('serviceAccountName: default,'))).toHaveLength(1);
  });
});
