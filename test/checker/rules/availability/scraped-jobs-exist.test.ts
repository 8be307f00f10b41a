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

  test('finds the name of a workload, a monitor or a namespace in place of the Service', () => {
    const targets = (monitor = '', more = '') =>
      object('ServiceMonitor', 'shop', `selector: { matchLabels: { app: shop } } ${monitor}`) +
      object('Service', 'shop-api', 'selector: { app: shop-pods }').replace(
        'shop-api }',
        'shop-api, labels: { app: shop } }',
      ) +
      object('Deployment', 'backend', 'template: { metadata: { labels: { app: shop-pods } } }') +
      more;
    const found = (name: string, yaml = targets()) => judge(scrapedJobsExist, yaml + rule(`up{job="${name}"} == 0`));
    expect(found('backend')).toEqual([
      'PrometheusRule default/api: spec.groups[api].rules[0].expr: expected a job that Prometheus scrapes, received "backend"; did you mean "shop-api"? [scraped-jobs-exist]',
    ]);
    expect([found('shop'), found('shop-pods'), found('default')].flat()).toHaveLength(3);
    expect(found('shop-api')).toEqual([]);
    expect(found('database')).toEqual([]);
    expect(found('backend', targets(', jobLabel: team'))).toEqual([]);
    expect(found('backend', targets(', endpoints: [{ relabelings: [{ targetLabel: "job" }] }]'))).toEqual([]);
    expect(found('backend', targets().replace('labels: { app: shop }', 'labels: { app: other }'))).toEqual([]);
    expect(found('backend', targets(', namespaceSelector: { matchNames: [other] }'))).toEqual([]);
    const second = object('Service', 'admin', 'selector: { app: shop-pods }').replace(
      'admin }',
      'admin, labels: { app: shop } }',
    );
    expect(found('backend', targets('', second))).toEqual([]);
  });

  test.each(['up{job="api"} == 0', 'up{job="node-exporter"} == 0', 'up{job=~"apii.*"} == 0', 'up{job!="apii"}'])(
    'accepts %s',
    (expr) => {
      expect(judge(scrapedJobsExist, scraped + rule(expr))).toEqual([]);
    },
  );
});
