import { describe, expect, test } from '@jest/globals';
import { identitiesUsed } from '../../../../lib/checker/rules/security/identities-used';
import { judge } from '../judge';
import { object } from '../object';

describe('identities-used', () => {
  const account = (annotations: string) =>
    `---\n{ apiVersion: v1, kind: ServiceAccount, metadata: { name: api, annotations: { ${annotations} } } }\n`;
  const pods = (labels = '', spec = 'serviceAccountName: api') =>
    object(
      'Deployment',
      'api',
      `spec: { template: { metadata: { labels: { ${labels} } }, spec: { ${spec}, containers: [] } } }`,
    );
  const IDENTITY = account('azure.workload.identity/client-id: a');
  const USE = 'azure.workload.identity/use';

  test('finds pods without the label', () => {
    expect(judge(identitiesUsed, IDENTITY + pods())).toEqual([identitiesUsed.example]);
    expect(judge(identitiesUsed, IDENTITY + pods(`${USE}: "false"`))).toHaveLength(1);
    expect(judge(identitiesUsed, IDENTITY + pods(`${USE}: "true"`))).toEqual([]);
  });

  test.each([
    ['an account without an identity', account('team: a') + pods()],
    ['pods of another account', IDENTITY + pods('', 'serviceAccountName: web')],
    [
      'a token that the pod mounts itself',
      IDENTITY +
        pods(
          '',
          'serviceAccountName: api, volumes: [{ name: t, projected: { sources: [{ serviceAccountToken: { audience: "api://AzureADTokenExchange" } }] } }]',
        ),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(identitiesUsed, yaml)).toEqual([]);
  });
});
