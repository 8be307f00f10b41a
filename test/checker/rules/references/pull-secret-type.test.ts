import { describe, expect, test } from '@jest/globals';
import { pullSecretType } from '../../../../lib/checker/rules/references/pull-secret-type';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('pull-secret-type', () => {
  const pod = deployment('{ name: api }', 'imagePullSecrets: [{ name: registry }]');
  const secret = (type: string) => `\n---\n{ apiVersion: v1, kind: Secret, metadata: { name: registry }, ${type} }\n`;
  const account =
    '\n---\n{ apiVersion: v1, kind: ServiceAccount, metadata: { name: a }, imagePullSecrets: [{ name: registry }] }';

  test('finds a Secret of another type', () => {
    expect(judge(pullSecretType, pod + secret('data: {}'))).toEqual([pullSecretType.example]);
    expect(judge(pullSecretType, secret('data: {}') + account)).toEqual([
      expect.stringContaining('ServiceAccount default/a: imagePullSecrets[registry].name: '),
    ]);
  });

  test('accepts the login of a registry, and a Secret from elsewhere', () => {
    expect(judge(pullSecretType, pod + secret('type: kubernetes.io/dockerconfigjson'))).toEqual([]);
    expect(judge(pullSecretType, pod + account)).toEqual([]);
  });

  test('finds the login of another registry than that of the images', () => {
    const login = (host: string) =>
      `---\n{ apiVersion: v1, kind: Secret, type: kubernetes.io/dockerconfigjson, metadata: { name: login }, stringData: { .dockerconfigjson: '{"auths":{"${host}":{}}}' } }\n`;
    const pulls = (image: string, host: string) =>
      judge(
        pullSecretType,
        `---\n{ apiVersion: v1, kind: Pod, metadata: { name: api }, spec: { imagePullSecrets: [{ name: login }], containers: [{ image: "${image}" }] } }\n${login(host)}`,
      );
    expect(pulls('harbor.example.com/fin/api:1', 'harbor.example.org')).toEqual([
      expect.stringContaining('expected the login of harbor.example.com, received a Secret for harbor.example.org'),
    ]);
    expect(pulls('harbor.example.com/fin/api:1', 'https://harbor.example.com')).toEqual([]);
    expect(pulls('acme/api:1', 'https://index.docker.io/v1/')).toEqual([]);
  });
});
