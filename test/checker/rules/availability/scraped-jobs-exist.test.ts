import { describe, expect, test } from '@jest/globals';
import { scrapedJobsExist } from '../../../../lib/checker/rules/availability/scraped-jobs-exist';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('scraped-jobs-exist', () => {
  const rule = (expr: string) =>
    object('PrometheusRule', 'api', `groups: [{ name: api, rules: [{ expr: '${expr}' }] }]`);
  const scraped = object('ServiceMonitor', 'api', 'selector: {}') + object('Service', 'api', 'ports: [{ port: 80 }]');

  test('finds a mistyped job', () => {
    expect(judge(scrapedJobsExist, scraped + rule('up{job="apii"} == 0'))).toEqual([scrapedJobsExist.example]);
    const prometheus = configMap(
      'prometheus',
      '"prometheus.yml": "scrape_configs:\\n  - job_name: billing\\n", "rules.yml": "groups:\\n  - rules:\\n      - expr: up{job=\\"biling\\"} == 0\\n"',
    );
    expect(judge(scrapedJobsExist, prometheus)).toHaveLength(1);
  });

  test.each(['up{job="api"} == 0', 'up{job="node-exporter"} == 0', 'up{job=~"apii.*"} == 0', 'up{job!="apii"}'])(
    'accepts %s',
    (expr) => {
      expect(judge(scrapedJobsExist, scraped + rule(expr))).toEqual([]);
    },
  );
});
