import { describe, expect, test } from '@jest/globals';
import { scaledMetricsServed } from '../../../../lib/checker/rules/availability/scaled-metrics-served';
import { judge } from '../judge';
import { autoscaler, configMap } from '../workloads';

describe('scaled-metrics-served', () => {
  const adapter = (rule: string, list = 'rules', name = 'adapter') =>
    configMap(name, `config.yaml: ${JSON.stringify(`${list}:\n- { ${rule} }\n`)}`);
  const asking = (metric: string, type = 'pods') =>
    autoscaler(`metrics: [{ ${type}: { metric: { name: ${metric} } } }]`);
  const queue = 'seriesQuery: \'mq_len{pod!=""}\', name: { as: queue_length }';
  const said = (yaml: string) => judge(scaledMetricsServed, yaml);

  test('finds a metric that the adapter does not serve', () => {
    expect(said(asking('queue_depth') + adapter(queue))).toEqual([scaledMetricsServed.example]);
    expect(said(asking('queue_length') + adapter(queue))).toEqual([]);
    expect(said(asking('queue_depth', 'object') + adapter(queue))).toHaveLength(1);
  });

  test('other adapters may serve external metrics, and a pattern any name', () => {
    expect(said(asking('queue_depth', 'external') + adapter(queue))).toEqual([]);
    expect(said(asking('queue_depth', 'external') + adapter(queue, 'externalRules'))).toHaveLength(1);
    const pattern = 'seriesQuery: \'{__name__=~"^app_.*"}\'';
    expect(said(asking('queue_depth') + adapter(pattern))).toEqual([]);
    expect(said(asking('queue_depth') + adapter(queue) + adapter(queue, 'rules', 'second'))).toEqual([]);
    expect(said(asking('queue_depth'))).toEqual([]);
  });

  test.each([
    ['http_requests_total', `name: { matches: "^(.*)_total$", as: "\${1}_per_second" }`, 'http_requests_per_second'],
    ['http_requests_total', 'name: { matches: "^(.*)_total$" }', 'http_requests'],
    ['http_requests_total', 'x: y', 'http_requests_total'],
    ['http_requests_total', 'name: { matches: "", as: "" }', 'http_requests_total'],
  ])('%s is served with %s as %s', (series, name, metric) => {
    const rule = adapter(`seriesQuery: ${series}, ${name}`);
    expect(said(asking(metric) + rule)).toEqual([]);
    expect(said(asking('other') + rule)).toHaveLength(1);
  });
});
