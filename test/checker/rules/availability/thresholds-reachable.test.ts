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
});
