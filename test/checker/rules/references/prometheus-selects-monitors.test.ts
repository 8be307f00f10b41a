import { describe, expect, test } from '@jest/globals';
import { prometheusSelectsMonitors } from '../../../../lib/checker/rules/references/prometheus-selects-monitors';
import { judge } from '../judge';

describe('prometheus-selects-monitors', () => {
  const api = 'apiVersion: monitoring.coreos.com/v1';
  const server = (fields: string) =>
    `---\n{ ${api}, kind: Prometheus, metadata: { name: main, namespace: monitoring }, spec: { ${fields} } }\n`;
  const rule = (labels: string) =>
    `---\n{ ${api}, kind: PrometheusRule, metadata: { name: api, namespace: shop, labels: { ${labels} } } }\n`;
  const main = 'ruleSelector: { matchLabels: { release: main } }, ruleNamespaceSelector: {}';

  test('a rule with other labels than Prometheus selects is never loaded', () => {
    expect(judge(prometheusSelectsMonitors, server(main) + rule('release: prom'))).toEqual([
      prometheusSelectsMonitors.example,
    ]);
    expect(judge(prometheusSelectsMonitors, server(main) + rule('release: main'))).toEqual([]);
  });

  test('without a selector of namespaces, Prometheus reads its own namespace alone', () => {
    const own = 'ruleSelector: { matchLabels: { release: main } }';
    expect(judge(prometheusSelectsMonitors, server(own) + rule('release: main'))).toEqual([
      expect.stringContaining(
        'expected a namespace that the ruleNamespaceSelector of Prometheus monitoring/main selects',
      ),
    ]);
  });

  test('one Prometheus of several is enough, and one without a selector may read anything', () => {
    const other = server(main).replace('name: main,', 'name: other,').replace('release: main', 'release: prom');
    expect(judge(prometheusSelectsMonitors, server(main) + other + rule('release: prom'))).toEqual([]);
    expect(judge(prometheusSelectsMonitors, server('replicas: 1') + rule('release: prom'))).toEqual([]);
  });
});
