import { describe, expect, test } from '@jest/globals';
import { oneSecretMaker } from '../../../../lib/checker/rules/references/one-secret-maker';
import { judge } from '../judge';

describe('one-secret-maker', () => {
  const secret = '\n---\n{ apiVersion: v1, kind: Secret, metadata: { name: db } }\n';
  const external = (name: string, target = '{ name: db }') =>
    `\n---\n{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: ${name} }, spec: { target: ${target} } }\n`;

  test('finds a Secret beside the object that makes the Secret', () => {
    expect(judge(oneSecretMaker, secret + external('db'))).toEqual([oneSecretMaker.example]);
  });

  test('finds two objects that make one Secret', () => {
    expect(judge(oneSecretMaker, external('a') + external('b'))).toHaveLength(1);
  });

  test('accepts one maker each, and a maker that adds keys', () => {
    expect(judge(oneSecretMaker, secret + external('a', '{ name: other }'))).toEqual([]);
    expect(judge(oneSecretMaker, secret + external('a', '{ name: db, creationPolicy: Merge }'))).toEqual([]);
  });
});
