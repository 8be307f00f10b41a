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
});
