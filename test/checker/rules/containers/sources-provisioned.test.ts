import { describe, expect, test } from '@jest/globals';
import { sourcesProvisioned } from '../../../../lib/checker/rules/containers/sources-provisioned';
import { judge } from '../judge';
import { configMap, deployment } from '../workloads';

describe('sources-provisioned', () => {
  const grafana = (image = 'grafana/grafana:11') =>
    deployment(
      `{ name: grafana, image: "${image}", volumeMounts: [{ name: c, mountPath: /etc/grafana/provisioning/all }, { name: d, mountPath: /dashboards }] }], volumes: [{ name: c, configMap: { name: config } }, { name: d, configMap: { name: dashboards } }`,
    );
  const config = (text: string) => configMap('config', `"a.yaml": ${JSON.stringify(text)}`);
  const board = (uid: string) =>
    configMap(
      'dashboards',
      `"web.json": ${JSON.stringify(`{"panels":[{"datasource":{"type":"prometheus","uid":"${uid}"}}]}`)}`,
    );
  const said = (...yaml: string[]) => judge(sourcesProvisioned, yaml.join(''));
  const source = (fields: string) => config(`datasources: [{ name: P, ${fields} }]`);

  test('finds a source of a dashboard that Grafana does not have', () => {
    expect(said(grafana(), source('type: prometheus, uid: prom'), board('pron'))).toEqual([sourcesProvisioned.example]);
    expect(said(grafana(), source('type: prometheus, uid: prom'), board('prom'))).toEqual([]);
    for (const uid of ['-- Mixed --', 'grafana', '$source']) {
      expect(said(grafana(), source('type: prometheus, uid: prom'), board(uid))).toEqual([]);
    }
    expect(said(grafana(), source('type: prometheus'), board('pron'))).toEqual([]);
    expect(said(grafana(), source('type: loki, uid: prom'), board('pron'))).toEqual([]);
    expect(said(grafana('acme/web:1'), source('type: prometheus, uid: prom'), board('pron'))).toEqual([]);
    expect(said(grafana(), config('a: b'), board('pron'))).toEqual([]);
  });

  test('finds two default sources', () => {
    const two = (first: string, second: string) =>
      said(
        grafana(),
        config(`datasources: [{ name: A, isDefault: true ${first} }, { name: B, isDefault: ${second} }]`),
      );
    expect(two('', 'true')).toEqual([
      expect.stringContaining('expected isDefault: true for one source, received A, B'),
    ]);
    expect(two('', 'false')).toEqual([]);
    expect(two(', orgId: 2', 'true')).toEqual([]);
  });

  test('finds a folder of dashboards that no volume has', () => {
    const provider = (path: string) => said(grafana(), config(`providers: [{ options: { path: ${path} } }]`));
    expect(provider('/var/lib/dashboards')).toEqual([expect.stringContaining('expected a folder of a volume')]);
    expect(provider('/dashboards/')).toEqual([]);
    expect(provider('/dashboards/web')).toEqual([]);
    expect(provider('/')).toEqual([]);
  });
});
