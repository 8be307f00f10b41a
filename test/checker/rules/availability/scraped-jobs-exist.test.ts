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

  const two = 'up{job="billing"} == 0 or x{job="billing"} > 1';

  test('without a target, the name of most expressions is the right one', () => {
    const said = (...exprs: string[]) => judge(scrapedJobsExist, exprs.map(rule).join(''));
    expect(said(two, 'y{job="billing"}', 'z{job="biling"}')[0]).toContain('received "biling"; did you mean "billing"?');
    expect(said(two, 'z{job="biling"}')).toEqual([]);
    expect(said(two, 'y{job="billing"}', 'z{job="biling"} or w{job="biling"}')).toEqual([]);
    expect(said(two, 'y{job="billing"}', 'z{job="search"}')).toEqual([]);
  });

  test.each([
    ['a PodMonitor', object('PodMonitor', 'billing', 'selector: {}'), 'default/billing', 'default/biling'],
    ['a Probe', object('Probe', 'web', 'jobName: billing'), 'billing', 'biling'],
    ['a ScrapeConfig', object('ScrapeConfig', 'web', 'jobName: billing'), 'billing', 'biling'],
    [
      'the label of a Service',
      object('ServiceMonitor', 'api', 'jobLabel: team') +
        object('Service', 'api', 'ports: []').replace('name: api', 'name: api, labels: { team: billing }'),
      'billing',
      'biling',
    ],
    ['a configuration', configMap('p', '"a.yml": "  - job_name: billing"'), 'billing', 'biling'],
  ])('knows the job of %s', (_, made, job, slip) => {
    expect(judge(scrapedJobsExist, made + rule(`up{job="${job}"}`))).toEqual([]);
    expect(judge(scrapedJobsExist, made + rule(`up{job="${slip}"}`))[0]).toContain(`did you mean "${job}"?`);
  });

  test('a Service that no monitor scrapes, and a file that has no rules, count for nothing', () => {
    const service = object('Service', 'billing', 'ports: []');
    expect(judge(scrapedJobsExist, service + rule('up{job="biling"}'))).toEqual([]);
    const file = (key: string, text: string) =>
      judge(
        scrapedJobsExist,
        object('Probe', 'web', 'jobName: billing') + configMap('c', `"${key}": ${JSON.stringify(text)}`),
      );
    expect(file('a.rules', 'groups:\n- expr: up{job="biling"}')).toHaveLength(1);
    expect(file('a.txt', 'groups:\n- expr: up{job="biling"}')).toEqual([]);
    expect(file('a.yml', 'panels:\n- expr: up{job="biling"}')).toEqual([]);
    expect(file('a.yml', 'groups:\n- query: up{job="biling"}')).toEqual([]);
  });
});
