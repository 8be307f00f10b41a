import { describe, expect, test } from '@jest/globals';
import { noSecretValues } from '../../../../lib/checker/rules/security/no-secret-values';
import { judge } from '../judge';

describe('no-secret-values', () => {
  const secret = (data: string) => `{ apiVersion: v1, kind: Secret, metadata: { name: db }, ${data} }`;
  const shared = { secretValues: false };

  test('finds a value where others can reach the cluster', () => {
    expect(judge(noSecretValues, secret('stringData: { PASSWORD: x }'), shared)).toEqual([noSecretValues.example]);
  });

  test('is not deceived by base64', () => {
    expect(judge(noSecretValues, secret('data: { PASSWORD: eA== }'), shared)).toHaveLength(1);
  });

  test.each([true, undefined])('accepts it on a cluster of one developer, and on one nobody spoke of (%s)', (said) => {
    const declared = said === undefined ? {} : { secretValues: said };
    expect(judge(noSecretValues, secret('stringData: { PASSWORD: x }'), declared)).toEqual([]);
  });

  test('accepts a Secret without values, which a controller fills', () => {
    expect(judge(noSecretValues, secret('type: kubernetes.io/service-account-token'), shared)).toEqual([]);
  });
});
