import { describe, expect, test } from '@jest/globals';
import { recordedSeriesExist } from '../../../../lib/checker/rules/availability/recorded-series-exist';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('recorded-series-exist', () => {
  const rules = (expr: string) =>
    judge(
      recordedSeriesExist,
      object(
        'PrometheusRule',
        'api',
        `groups: [{ name: api, rules: [{ record: 'job:errors:rate5m', expr: up }, { expr: '${expr}' }] }]`,
      ),
    );

  test('finds a mistyped name of a recorded series', () => {
    expect(rules('job:error:rate5m > 1')).toEqual([recordedSeriesExist.example]);
    const file =
      'groups:\\n- rules:\\n  - record: job:errors:rate5m\\n    expr: up\\n  - alert: A\\n    expr: job:erors:rate5m > 1\\n';
    expect(judge(recordedSeriesExist, configMap('rules', `"a.yml": "${file}"`))).toHaveLength(1);
  });

  test.each([
    'job:errors:rate5m > 1',
    'node:cpu:rate1m',
    'job:errors:rate1h',
    'up{a="job:error:rate5m"}',
    'rate(x[job:error:rate5m])',
  ])('accepts %s', (expr) => {
    expect(rules(expr)).toEqual([]);
  });
});
