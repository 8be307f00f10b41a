import { describe, expect, test } from '@jest/globals';
import { knownValues } from '../../../../lib/checker/rules/references/known-values';
import { judge } from '../judge';

describe('known-values', () => {
  const secret = (type: string) =>
    `{ apiVersion: v1, kind: Secret, metadata: { name: repo, namespace: argocd, labels: { argocd.argoproj.io/secret-type: ${type} } } }`;
  const pod = (annotation: string) =>
    `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: api }, spec: { template: { metadata: { annotations: { ${annotation} } }, spec: { containers: [] } } } }`;

  test('finds a value that no controller compares with', () => {
    expect(judge(knownValues, secret('repo'))).toEqual([knownValues.example]);
    expect(judge(knownValues, pod('linkerd.io/inject: "true"'))[0]).toContain(
      'spec.template.metadata.annotations[linkerd.io/inject]: expected enabled, disabled or ingress',
    );
    expect(judge(knownValues, pod('vault.hashicorp.com/agent-inject: "yes"'))).toHaveLength(1);
  });

  test.each([
    ['a known value', secret('repository')],
    ['a list of known values', pod('helm.sh/hook: "pre-install,pre-upgrade"')],
    ['a value of a template', pod('sidecar.istio.io/inject: "{{ .inject }}"')],
    ['a key of somebody else', pod('example.com/inject: maybe')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(knownValues, yaml)).toEqual([]);
  });
});
