import { describe, expect, test } from '@jest/globals';
import { monitorsFindTargets } from '../../../../lib/checker/rules/references/monitors-find-targets';
import { judge } from '../judge';
import { object } from '../object';

describe('monitors-find-targets', () => {
  const monitor = (more: string, labels = 'app: api') =>
    object('ServiceMonitor', 'api', `spec: { selector: { matchLabels: { ${labels} } }, ${more} }`);
  const at = (port: string) => `endpoints: [{ port: ${port} }]`;
  const api = (namespace: string) =>
    `---\n{ apiVersion: v1, kind: Service, metadata: { name: api, namespace: ${namespace}, labels: { app: api } }, spec: { ports: [{ name: http, port: 80 }, { name: metrics, port: 81 }] } }\n`;

  test('the port is one of the Services', () => {
    expect(judge(monitorsFindTargets, monitor(at('http-metrics')) + api('default'))).toEqual([
      monitorsFindTargets.example,
    ]);
    expect(judge(monitorsFindTargets, monitor(at('metrics')) + api('default'))).toEqual([]);
  });

  test('the selector matches a Service, where one has such a label', () => {
    expect(judge(monitorsFindTargets, monitor(at('http'), 'app: web') + api('default'))).toEqual([
      expect.stringContaining('spec.selector: expected the labels of a Service in the namespaces of the monitor'),
    ]);
    expect(judge(monitorsFindTargets, monitor(at('http'), 'component: web') + api('default'))).toEqual([]);
  });

  test('a monitor watches its own namespace, or the namespaces of its selector', () => {
    expect(judge(monitorsFindTargets, monitor(at('x')) + api('other'))).toEqual([
      expect.stringContaining('spec.namespaceSelector: expected the namespace of a Service with the labels (other)'),
    ]);
    expect(
      judge(monitorsFindTargets, monitor(`namespaceSelector: { matchNames: [other] }, ${at('x')}`) + api('other')),
    ).toHaveLength(1);
    expect(
      judge(monitorsFindTargets, monitor(`namespaceSelector: { any: true }, ${at('x')}`) + api('other')),
    ).toHaveLength(1);
  });

  test('a PodMonitor selects pods, those of a database too', () => {
    const pods = (label: string, port: string) =>
      object(
        'PodMonitor',
        'db',
        `spec: { selector: { matchLabels: { cnpg.io/cluster: ${label} } }, podMetricsEndpoints: [{ port: ${port} }] }`,
      );
    const db = object('Cluster', 'db', '', 'postgresql.cnpg.io/v1');
    expect(judge(monitorsFindTargets, pods('db', 'metrics') + db)).toEqual([]);
    expect(judge(monitorsFindTargets, pods('database', 'metrics') + pods('db', 'prometheus') + db)).toHaveLength(2);
  });
});
