import { describe, expect, test } from '@jest/globals';
import { statusWritten } from '../../../../lib/checker/rules/security/status-written';
import { judge } from '../judge';

describe('status-written', () => {
  const operator = (resources: string, status = 'subresources: { status: {} },') =>
    judge(
      statusWritten,
      `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: backups.acme.io }
spec: { group: acme.io, names: { plural: backups }, versions: [{ name: v1, ${status} served: true }] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: operator }
rules: [${resources}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: operator }
roleRef: { kind: ClusterRole, name: operator }
subjects: [{ kind: ServiceAccount, name: operator, namespace: default }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: operator }
spec: { template: { spec: { serviceAccountName: operator, containers: [{ name: a, image: a }] } } }
`,
    );
  const main = (verbs: string) => `{ apiGroups: [acme.io], resources: [backups], verbs: [${verbs}] }`;

  test('finds an operator that may not write the status', () => {
    expect(operator(main('get, list, watch, update'))).toEqual([statusWritten.example]);
    expect(
      operator(
        `${main('get, list, watch, update')}, { apiGroups: [acme.io], resources: [backups/status], verbs: [update] }`,
      ),
    ).toEqual([]);
    expect(operator(main('get, list, watch'))).toEqual([]);
    expect(operator(main('get, list, watch, update'), '')).toEqual([]);
  });
});
