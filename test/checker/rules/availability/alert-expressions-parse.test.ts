import { describe, expect, test } from '@jest/globals';
import { alertExpressionsParse } from '../../../../lib/checker/rules/availability/alert-expressions-parse';
import { judge } from '../judge';
import { object } from '../workloads';

describe('alert-expressions-parse', () => {
  const said = (expression: string) =>
    judge(
      alertExpressionsParse,
      object('PrometheusRule', 'api', `groups: [{ name: api, rules: [{ expr: ${JSON.stringify(expression)} }] }]`),
    );

  test('finds a bracket without its other half', () => {
    expect(said('sum(rate(http_requests_total[5m]) > 1')).toEqual([alertExpressionsParse.example]);
    expect(said('up == 0)')[0]).toContain('expected an opening bracket for each ")"');
  });

  test('finds a rate without a range of time', () => {
    expect(said('sum(rate(http_requests_total)) > 1')[0]).toContain('expected a range of time in rate(), such as [5m]');
    expect(said('rate(http_requests_total{code="500"})')).toHaveLength(1);
  });

  test.each([
    'sum by (job) (rate(http_requests_total{path=~"/a(b|c)[)]"}[5m])) > 1',
    'max_over_time(sum(up)[10m:1m])',
    'up == 0 # for now (see above',
    'rate({{ metric }}',
  ])('accepts %s', (expression) => {
    expect(said(expression)).toEqual([]);
  });
});
