import { describe, expect, test } from '@jest/globals';
import { watchedLabels } from '../../../../lib/checker/rules/references/watched-labels';
import { judge } from '../judge';

const system = (env: string, labels: string, namespace = 'default') => `
{ apiVersion: apps/v1, kind: Deployment, metadata: { name: grafana }, spec: { template: { spec: { containers: [
  { name: sidecar, image: "quay.io/kiwigrid/k8s-sidecar:1.26.1", env: [{ name: LABEL, value: grafana_dashboard }, ${env}] } ] } } } }
---
{ apiVersion: v1, kind: ConfigMap, metadata: { name: queue, namespace: ${namespace}, labels: { ${labels} } }, data: { a.json: "{}" } }
`;

describe('watched-labels', () => {
  const one = '{ name: LABEL_VALUE, value: "1" }';
  const said = (...args: Parameters<typeof system>) => judge(watchedLabels, system(...args));

  test('finds another value than the one that a sidecar watches', () => {
    expect(said(one, 'grafana_dashboard: "true"')).toEqual([watchedLabels.example]);
  });

  test('finds a namespace that no sidecar watches', () => {
    expect(said(one, 'grafana_dashboard: "1"', 'shop')[0]).toContain('metadata.namespace: expected default');
    expect(said(`${one}, { name: NAMESPACE, value: ALL }`, 'grafana_dashboard: "1"', 'shop')).toEqual([]);
    expect(said(`${one}, { name: NAMESPACE, value: "ops,shop" }`, 'grafana_dashboard: "1"', 'shop')).toEqual([]);
  });

  test.each([
    ['the value', one, 'grafana_dashboard: "1"'],
    ['any value, where the sidecar wants none', '{ name: METHOD, value: WATCH }', 'grafana_dashboard: "true"'],
    ['another label', one, 'app: queue'],
  ])('accepts %s', (_, env, labels) => {
    expect(said(env, labels)).toEqual([]);
  });

  test('a namespace from the pod is not known', () => {
    const field = '{ name: NAMESPACE, valueFrom: { fieldRef: { fieldPath: metadata.namespace } } }';
    expect(said(`${one}, ${field}`, 'grafana_dashboard: "1"', 'shop')).toEqual([]);
  });
});
