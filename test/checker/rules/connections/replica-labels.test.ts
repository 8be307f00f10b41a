import { describe, expect, test } from '@jest/globals';
import { replicaLabels } from '../../../../lib/checker/rules/connections/replica-labels';
import { judge } from '../judge';

const query = (...labels: readonly string[]) =>
  `---\n{ apiVersion: apps/v1, kind: Deployment, metadata: { name: query }, spec: { template: { spec: { containers: [{ name: query, image: "quay.io/thanos/thanos:v0.35.1", args: [query, ${labels.map((label) => `--query.replica-label=${label}`).join()}] }] } } } }\n`;
const prometheus = (spec: string) =>
  `---\n{ apiVersion: monitoring.coreos.com/v1, kind: Prometheus, metadata: { name: k8s }, spec: { ${spec} } }\n`;

describe('replica-labels', () => {
  const said = (...parts: readonly string[]) => judge(replicaLabels, parts.join(''));

  test('finds a label that no Prometheus has', () => {
    expect(said(query('replica'), prometheus('replicas: 2'))).toEqual([replicaLabels.example]);
  });

  test.each([
    ['the label of the operator', [query('prometheus_replica'), prometheus('replicas: 2')]],
    ['one label of several', [query('replica', 'prometheus_replica'), prometheus('replicas: 2')]],
    ['a label that the object names', [query('replica'), prometheus('replicaExternalLabelName: replica')]],
    ['servers elsewhere', [query('replica')]],
  ])('accepts %s', (_, parts) => {
    expect(said(...parts)).toEqual([]);
  });

  test('reads the file of a server', () => {
    const server = (label: string) => `
---
{ apiVersion: apps/v1, kind: StatefulSet, metadata: { name: prometheus }, spec: { template: { spec: { containers: [{ name: a, image: "prom/prometheus:v2.52.0", volumeMounts: [{ name: c, mountPath: /c }] }], volumes: [{ name: c, configMap: { name: c } }] } } } }
---
{ apiVersion: v1, kind: ConfigMap, metadata: { name: c }, data: { prometheus.yml: "global: { external_labels: { ${label}: $(POD_NAME) } }" } }
`;
    expect(said(query('replica'), server('pod'))).toHaveLength(1);
    expect(said(query('replica'), server('replica'))).toEqual([]);
  });
});
