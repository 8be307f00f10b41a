import { describe, expect, test } from '@jest/globals';
import { thresholdsReachable } from '../../../../lib/checker/rules/availability/thresholds-reachable';
import { judge } from '../judge';

describe('thresholds-reachable', () => {
  const expr = (text: string) =>
    judge(
      thresholdsReachable,
      JSON.stringify({
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        metadata: { name: 'api' },
        spec: { groups: [{ name: 'api', rules: [{ expr: text }] }] },
      }),
    );
  const errors =
    'sum(rate(http_requests_total{job="api",code=~"5.."}[5m])) / sum(rate(http_requests_total{job="api"}[5m]))';

  test('finds a share above 1', () => {
    expect(expr(`${errors} > 5`)).toEqual([thresholdsReachable.example]);
    expect(expr(`${errors} > 0.05`)).toEqual([]);
    expect(expr(`100 * ${errors} > 5`)).toEqual([]);
    expect(expr(`${errors} * 100 > 5`)).toEqual([]);
    expect(expr('rate(a_total[5m]) / rate(b_total[5m]) > 5')).toEqual([]);
    expect(expr('sum(rate(a_sum[5m])) / sum(rate(a_count[5m])) > 5')).toEqual([]);
  });

  test('finds a part of a disk below a number of per cent', () => {
    const disk = 'node_filesystem_avail_bytes{mountpoint="/"} / node_filesystem_size_bytes{mountpoint="/"}';
    expect(expr(`${disk} < 10`)).toHaveLength(1);
    expect(expr(`${disk} < 0.1`)).toEqual([]);
    expect(expr(`${disk} * 100 < 10`)).toEqual([]);
  });

  test('finds a quantile in per cent', () => {
    expect(expr('histogram_quantile(95, sum by (le) (rate(a_bucket[5m]))) > 2')).toHaveLength(1);
    expect(expr('histogram_quantile(0.95, sum by (le) (rate(a_bucket[5m]))) > 2')).toEqual([]);
  });

  test.each([
    ['node_memory_MemAvailable_bytes', 'node_memory_MemTotal_bytes'],
    ['kubelet_volume_stats_used_bytes', 'kubelet_volume_stats_capacity_bytes'],
    ['kubelet_volume_stats_inodes_free', 'kubelet_volume_stats_inodes'],
    ['redis_memory_used_bytes', 'redis_memory_max_bytes'],
    ['sum(pg_stat_activity_count) by (instance)', 'on (instance) pg_settings_max_connections'],
  ])('%s is a part of %s', (part, whole) => {
    expect(expr(`${part} / ${whole} > 80`)).toHaveLength(1);
    expect(expr(`${part} / ${whole} > 1`)).toEqual([]);
    expect(expr(`${part} / ${whole} == 80`)).toEqual([]);
    expect(expr(`${whole} / ${part} > 80`)).toEqual([]);
  });

  test('says what a quantile and a metric of 0 and 1 can be', () => {
    expect(expr('histogram_quantile(2, a_bucket) > 9')[0]).toContain('a quantile between 0 and 1, such as 0.95');
    expect(expr('histogram_quantile(1, a_bucket) > 9')).toEqual([]);
    expect(expr('up{job="api"} == 2')[0]).toContain('expected 0 or 1, the values of the metric, received "== 2"');
    expect(expr('up > 1.5')).toHaveLength(1);
    expect(expr('up == 1')).toEqual([]);
    expect(expr('up < 2')).toEqual([]);
    expect(expr('uptime > 2')).toEqual([]);
  });

  test('finds a slip in a label that both sides have', () => {
    const sides = (a: string, b: string) => expr(`errors_total{${a}} / requests_total{${b}} > 0.1`);
    expect(sides('job="orders-api"', 'job="order-api"')[0]).toContain(
      'expected one name for job, or the sides have no series in common, received "order-api and orders-api"',
    );
    expect(sides('job="orders-api"', 'job="orders-api"')).toEqual([]);
    expect(sides('job="orders-api"', 'job="search-api"')).toEqual([]);
    expect(sides('job="orders-api"', 'service="order-api"')).toEqual([]);
  });

  test.each([
    ['of two shares', 'a_total{code="5"} / a_total or b_total{code="5"} / b_total > 5'],
    ['with a sum', '(a_total{code="5"} + b_total) / a_total > 5'],
    ['of three sides', 'a_total{code="5"} / a_total / a_total > 5'],
    ['of a gauge', 'a_bytes{code="5"} / a_bytes > 5'],
    ['of two times', 'rate(a_total{code="5"}[5m]) / rate(a_total[1h]) > 5'],
    ['of the whole by its part', 'a_total / a_total{code="5"} > 5'],
    ['without a share', 'a_total > 5'],
    ['of another function', 'absent(a_total{code="5"}) / a_total > 5'],
    ['by another function', 'a_total{code="5"} / absent(a_total) > 5'],
    ['by a number', 'a_total{code="5"} / (5) > 5'],
    ['of the same labels', 'a_total{code="5"} / a_total{code="5"} > 5'],
  ])('accepts an expression %s', (_, text) => {
    expect(expr(text)).toEqual([]);
  });

  test('a sign within a label is no arithmetic', () => {
    expect(expr('a_total{path="/a/b-c",code=~"5.."} / a_total{path="/a/b-c"} > 5')).toHaveLength(1);
  });
});
