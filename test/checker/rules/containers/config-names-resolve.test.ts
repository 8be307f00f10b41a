import { describe, expect, test } from '@jest/globals';
import { configNamesResolve } from '../../../../lib/checker/rules/containers/config-names-resolve';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

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

  test.each([
    ['haproxy.cfg', 'frontend web\n  use_backend NAME if { path / }\nbackend api\n'],
    ['nginx.conf', 'limit_req_zone $remote_addr zone=api:10m rate=1r/s;\nlimit_req zone=NAME burst=5;\n'],
    ['logback.xml', '<appender name="api" class="a"/>\n<root><appender-ref ref="NAME"/></root>'],
    ['fluent.conf', '<source>\n  @label @NAME\n</source>\n<label @api>\n</label>\n'],
    ['sentinel.conf', 'sentinel monitor api redis-0 6379 2\nsentinel down-after-milliseconds NAME 5000\n'],
  ])('knows the names of %s', (file, text) => {
    const named = (name: string) =>
      judge(configNamesResolve, configMap('c', `"${file}": ${JSON.stringify(text.replace('NAME', name))}`));
    expect(named('apis')).toHaveLength(1);
    expect(named('api')).toEqual([]);
  });

  test('knows the parts of other files of one object', () => {
    const split = configMap(
      'c',
      '"a.cfg": "frontend f\\n  default_backend api\\nbackend b\\n", "b.cfg": "backend api\\n"',
    );
    expect(judge(configNamesResolve, split)).toEqual([]);
  });

  test('finds a time of Alertmanager without a definition', () => {
    const quiet = (name: string) =>
      `route: { receiver: a, routes: [{ mute_time_intervals: [${name}] }] }\nreceivers: [{ name: a }]\ntime_intervals: [{ name: nights }]\n`;
    expect(said(quiet('night'))).toHaveLength(1);
    expect(said(quiet('nights'))).toEqual([]);
  });

  test('reads the configuration of an operated collector', () => {
    const collector = (exporter: string) =>
      object(
        'OpenTelemetryCollector',
        'otel',
        `config: { receivers: { otlp: {} }, exporters: { otlphttp: {} }, service: { pipelines: { traces: { receivers: [otlp], exporters: [${exporter}] } } } }`,
      );
    expect(judge(configNamesResolve, collector('otlp'))).toEqual([
      'OpenTelemetryCollector default/otel: spec.config: expected one of exporters (otlphttp), received "otlp"; did you mean "otlphttp"? [config-names-resolve]',
    ]);
    expect(judge(configNamesResolve, collector('otlphttp'))).toEqual([]);
  });
});
