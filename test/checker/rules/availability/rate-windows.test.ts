import { describe, expect, test } from '@jest/globals';
import { rateWindows } from '../../../../lib/checker/rules/availability/rate-windows';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('rate-windows', () => {
  const rule = (expr: string) =>
    object('PrometheusRule', 'api', `groups: [{ name: api, rules: [{ expr: '${expr}' }] }]`);
  const monitor = (interval: string) => object('ServiceMonitor', 'api', `endpoints: [{ port: http, ${interval} }]`);
  const server = (spec: string) => object('Prometheus', 'main', spec);
  const said = (...yaml: string[]) => judge(rateWindows, yaml.join(''));
  const SHORT = rule('sum(rate(http_errors_total{a="b"}[1m])) > 1');

  test('finds a window with one sample', () => {
    expect(said(SHORT, monitor('interval: 60s'))).toEqual([rateWindows.example]);
    expect(said(rule('increase(x[90s])'), monitor('interval: 2m'))).toHaveLength(1);
    expect(said(rule('rate(x[5m])'), monitor('interval: 60s'))).toEqual([]);
    expect(said(rule('max_over_time(x[1m])'), monitor('interval: 60s'))).toEqual([]);
  });

  test('the shortest interval counts', () => {
    expect(said(SHORT, monitor('interval: 60s'), server('scrapeInterval: 15s'))).toEqual([]);
    expect(said(SHORT, monitor('path: /'), server('scrapeInterval: 2m'))).toHaveLength(1);
    expect(said(SHORT, server('replicas: 1'))).toEqual([]);
    expect(said(rule('rate(x[30s])'), server('replicas: 1'))).toHaveLength(1);
  });

  test('an interval of other manifests is not known', () => {
    expect(said(SHORT)).toEqual([]);
    expect(said(SHORT, monitor('path: /'))).toEqual([]);
    expect(said(SHORT, monitor('interval: $INTERVAL'))).toEqual([]);
  });

  test('reads the files of a Prometheus without an operator', () => {
    const file = (text: string) =>
      configMap('p', `"p.yml": "${text}", "r.yml": "groups:\\n- rules:\\n  - expr: rate(x[1m])\\n"`);
    expect(said(file('global:\\n  scrape_interval: 1m\\nscrape_configs: []\\n'))).toHaveLength(1);
    expect(said(file('scrape_configs: []\\n'))).toHaveLength(1);
    expect(said(file('global:\\n  scrape_interval: 15s\\nscrape_configs: []\\n'))).toEqual([]);
  });
});
