import { describe, expect, test } from '@jest/globals';
import { configNamesResolve } from '../../../../lib/checker/rules/containers/config-names-resolve';
import { judge } from '../judge';
import { configMap } from '../workloads';

describe('config-names-resolve', () => {
  const said = (text: string, name = 'otel') =>
    judge(configNamesResolve, configMap(name, `"config.yaml": ${JSON.stringify(text)}`));
  const otel = (exporter: string, receiver = 'otlp') =>
    `receivers: { otlp: {} }\nprocessors: { batch: {} }\nexporters: { otlphttp: {} }\nservice:\n  pipelines: { traces: { receivers: [${receiver}], processors: [batch], exporters: [${exporter}] } }\n`;

  test('finds a part of a pipeline without a definition', () => {
    expect(said(otel('otlp'))).toEqual([configNamesResolve.example]);
    expect(said(otel('otlphttp', 'jaeger'))).toHaveLength(1);
  });

  test('a connector is an exporter of one pipeline and a receiver of another', () => {
    expect(said(`connectors: { spans: {} }\n${otel('otlphttp, spans', 'spans')}`)).toEqual([]);
  });

  const alerts = (receiver: string) =>
    `route: { receiver: default, routes: [{ receiver: ${receiver} }] }\nreceivers: [{ name: default }, { name: pager }]\n`;

  test('finds a receiver of Alertmanager, and shows no value of a Secret', () => {
    expect(said(alerts('page'))[0]).toContain('expected one of receivers (default, pager), received "page"');
    expect(said(alerts('pager'))).toEqual([]);
    const secret = `apiVersion: v1\nkind: Secret\nmetadata: { name: am }\nstringData: { a.yaml: ${JSON.stringify(alerts('page'))} }`;
    expect(judge(configNamesResolve, secret)[0]).toContain('expected one of receivers, received another name');
  });

  test.each([
    [
      'envoy',
      (name: string) =>
        `static_resources:\n  listeners: [{ route: { cluster: ${name} } }]\n  clusters: [{ name: api }]\n`,
    ],
    ['vector', (name: string) => `sources: { api: {} }\nsinks: { out: { inputs: [${name}] } }\n`],
  ])('knows the parts of %s', (_, text) => {
    expect(said(text('api'))).toEqual([]);
    expect(said(text('web'))).toHaveLength(1);
    expect(said(`${text('web')}# {{ template }}`)).toEqual([]);
  });

  test('finds a part of a collector that no pipeline names', () => {
    const more = (exporter: string) => otel('otlphttp').replace('exporters: { ', `exporters: { ${exporter}: {}, `);
    expect(said(more('otlp/tempo'))[0]).toContain('expected exporter otlp/tempo in a pipeline');
    expect(said(more('debug'))).toEqual([]);
  });
});
