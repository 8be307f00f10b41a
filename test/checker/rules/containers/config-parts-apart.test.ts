import { describe, expect, test } from '@jest/globals';
import { configPartsApart } from '../../../../lib/checker/rules/containers/config-parts-apart';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('config-parts-apart', () => {
  const said = (text: string) =>
    judge(configPartsApart, configMap('prometheus', `"prometheus.yml": ${JSON.stringify(text)}`));

  test('finds a name twice', () => {
    expect(said('scrape_configs: [{ job_name: web }, { job_name: api }, { job_name: web }]')).toEqual([
      configPartsApart.example,
    ]);
    expect(said('scrape_configs: [{ job_name: web }, { job_name: api }]')).toEqual([]);
    expect(said('receivers: [{ name: a }, { name: a }]')).toHaveLength(1);
    expect(said('receivers: { otlp: {}, zipkin: {} }')).toEqual([]);
    expect(said('static_resources: { clusters: [{ name: a }, { name: a }] }')).toHaveLength(1);
    expect(said('groups: [{ name: a, rules: [{ expr: up }] }, { name: a }]')).toHaveLength(1);
    expect(said('groups: [{ name: a }, { name: a }]')).toEqual([]);
    expect(said('users: [{ name: a }, { name: a }]')).toEqual([]);
  });

  test('finds a scrape that outlasts its interval', () => {
    const times = (global: string, job: string) =>
      said(`global: { ${global} }\nscrape_configs: [{ job_name: web ${job} }]`);
    expect(times('scrape_interval: 30s, scrape_timeout: 60s', '')).toEqual([
      expect.stringContaining('expected a scrape_timeout of at most the interval, 30s, received "60s"'),
    ]);
    expect(times('scrape_interval: 30s', ', scrape_timeout: 1m')).toHaveLength(1);
    expect(times('scrape_interval: 30s', ', scrape_timeout: 1m, scrape_interval: 1m')).toEqual([]);
    expect(times('scrape_interval: 30s, scrape_timeout: 20s', ', scrape_interval: 15s')).toEqual([]);
    expect(times('evaluation_interval: 1m', ', scrape_timeout: 60s')).toEqual([]);
    expect(times('evaluation_interval: 1m', ', scrape_timeout: 61s')).toHaveLength(1);
  });

  test('says no name of a Secret', () => {
    const secret = object('Secret', 'a', 'a: b').replace(
      'spec: { a: b }',
      'stringData: { a: "receivers: [{ name: key }, { name: key }]" }',
    );
    expect(judge(configPartsApart, secret)).toEqual([expect.stringContaining('received one of them twice')]);
  });
});
