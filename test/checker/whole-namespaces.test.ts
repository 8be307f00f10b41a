import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../lib/checker/bundle/bundle';
import { check } from '../../lib/checker/check';
import { UNKNOWN_CLUSTER } from '../../lib/checker/known-cluster';
import { serviceAccountExists } from '../../lib/checker/rules/references/service-account-exists';
import { parse } from './rules/judge';

describe('a ServiceAccount that no manifest makes', () => {
  const pod = `
---
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: shop }
spec: { serviceAccountName: api, containers: [{ name: api }] }
`;
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n';
  const answers = (yaml: string) =>
    check(new Bundle(parse(yaml), { ...UNKNOWN_CLUSTER, assumed: [] }), [], [serviceAccountExists]).findings.map(
      ({ answer }) => answer,
    );

  test('is unknown in a namespace of somebody else', () => {
    expect(answers(pod)).toEqual(['unknown']);
  });

  test('is a risk in a namespace that the manifests make and fill', () => {
    expect(answers(namespace + pod)).toEqual(['risk']);
  });

  test('is unknown beside an object of an operator that nobody knows, which may make it', () => {
    const operated = '---\napiVersion: shop.io/v1\nkind: Shop\nmetadata: { name: shop, namespace: shop }\n';
    expect(answers(namespace + pod + operated)).toEqual(['unknown']);
  });
});
