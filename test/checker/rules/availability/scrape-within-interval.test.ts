import { describe, expect, test } from '@jest/globals';
import { scrapeWithinInterval } from '../../../../lib/checker/rules/availability/scrape-within-interval';
import { judge } from '../judge';
import { object } from '../object';

describe('scrape-within-interval', () => {
  const monitor = (fields: string) => object('ServiceMonitor', 'api', `spec: { endpoints: [{ ${fields} }] }`);

  test('a scrape ends before the next', () => {
    expect(judge(scrapeWithinInterval, monitor('interval: 30s, scrapeTimeout: 60s'))).toEqual([
      scrapeWithinInterval.example,
    ]);
    const pods = object(
      'PodMonitor',
      'api',
      'spec: { podMetricsEndpoints: [{ interval: 1s500ms, scrapeTimeout: 2s }] }',
    );
    expect(judge(scrapeWithinInterval, pods)).toHaveLength(1);
    expect(
      judge(scrapeWithinInterval, object('Probe', 'api', 'spec: { interval: 1m, scrapeTimeout: 61s }')),
    ).toHaveLength(1);
  });

  test.each(['interval: 1m30s, scrapeTimeout: 90s', 'interval: 1h, scrapeTimeout: 5m', 'scrapeTimeout: 60s'])(
    'accepts %s',
    (fields) => {
      expect(judge(scrapeWithinInterval, monitor(fields))).toEqual([]);
    },
  );
});
