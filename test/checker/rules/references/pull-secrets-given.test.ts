import { describe, expect, test } from '@jest/globals';
import { pullSecretsGiven } from '../../../../lib/checker/rules/references/pull-secrets-given';
import { judge } from '../judge';
import { object } from '../workloads';

describe('pull-secrets-given', () => {
  const pod = (name: string, image: string, more = '') =>
    object('Deployment', name, `template: { spec: { ${more} containers: [{ name: a, image: "${image}" }] } }`);
  const login = 'imagePullSecrets: [{ name: registry }],';
  const web = pod('web', 'ghcr.io/acme/web:1', login);
  const api = pod('api', 'ghcr.io/acme/api:1');
  const account = (name: string, more: string) =>
    `---\n{ apiVersion: v1, kind: ServiceAccount, metadata: { name: ${name} }, ${more} }\n`;

  test('finds a pod without the login of its neighbours', () => {
    expect(judge(pullSecretsGiven, web + api)).toEqual([pullSecretsGiven.example]);
    expect(judge(pullSecretsGiven, web + api + account('default', 'secrets: []'))).toHaveLength(1);
  });

  test.each([
    ['a login each', web + pod('api', 'ghcr.io/acme/api:1', login)],
    ['a login of the ServiceAccount', web + api + account('default', 'imagePullSecrets: [{ name: registry }]')],
    ['a ServiceAccount that stands elsewhere', web + pod('api', 'ghcr.io/acme/api:1', 'serviceAccountName: api,')],
    ['images of another owner', web + pod('db', 'ghcr.io/cnpg/postgres:17') + pod('cache', 'redis:7')],
    ['no login at all', pod('web', 'ghcr.io/acme/web:1') + api],
    ['most pods without a login', web + api + pod('job', 'ghcr.io/acme/job:1')],
    ['another namespace', web + api.replace('name: api', 'name: api, namespace: other')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(pullSecretsGiven, yaml)).toEqual([]);
  });
});
