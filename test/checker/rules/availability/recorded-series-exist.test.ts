import { describe, expect, test } from '@jest/globals';
import { recordedSeriesExist } from '../../../../lib/checker/rules/availability/recorded-series-exist';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('recorded-series-exist', () => {
  const rules = (expression: string, record = 'api:errors:ratio_rate5m', more = '') =>
    object(
      'PrometheusRule',
      'api',
      `groups: [{ name: api, rules: [{ record: "${record}", expr: up }, { alert: Errors, expr: "${expression}" }${more}] }]`,
    );
  const said = (yaml: string) => judge(recordedSeriesExist, yaml);

  test('finds a series that nobody records', () => {
    expect(said(rules('api:errors:rate5m > 0.1'))).toEqual([recordedSeriesExist.example]);
    expect(said(rules('api:errors:ratio_rate5m > 0.1'))).toEqual([]);
    expect(said(rules('sum(api:erors) > 1', 'api:errors'))).toHaveLength(1);
  });

  test('a series of other rules is another series', () => {
    expect(said(rules('node:cpu:rate5m > 0.1'))).toEqual([]);
    expect(said(rules('api:latency > 1', 'api:errors'))).toEqual([]);
    expect(said(rules('api:errors:rate5m:sum > 1'))).toEqual([]);
    const both = ', { alert: More, expr: "api:errors:ratio_rate5m > 1" }';
    expect(said(rules('api:errors:rate5m > 0.1', 'api:errors:ratio_rate5m', both))).toEqual([]);
  });

  test('a label and a text are no series', () => {
    expect(said(rules("up{job='api:errors:rate5m'}"))).toEqual([]);
  });

  test('reads files of rules, and the queries of scalers', () => {
    const file = configMap(
      'rules',
      '"rules.yml": "groups:\\n- rules:\\n  - record: api:errors:ratio\\n    expr: up\\n  - alert: A\\n    expr: api:errors:rate > 1\\n"',
    );
    expect(said(file)).toHaveLength(1);
    const scaler = object('ScaledObject', 'api', 'triggers: [{ metadata: { query: "api:errors:rate5m" } }]');
    expect(said(rules('up') + scaler)[0]).toContain('ScaledObject default/api: spec.triggers[0].metadata.query');
  });
});
