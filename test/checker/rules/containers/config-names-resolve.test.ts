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
    ['a.conf', 'http { proxy_cache_path /c keys_zone=api:10m; server { location / { fastcgi_cache NAME; } } }'],
    ['b.conf', 'server { limit_conn_zone $remote_addr zone=api:1m; location / { limit_conn NAME 5; } }'],
    ['c.conf', "log_format api '$remote_addr';\nserver { access_log /dev/stdout NAME; }\n"],
    ['policy.csv', 'p, role:api, applications, sync, */*, allow\ng, acme:devs, role:NAME\ng, ops, role:admin\n'],
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

  test.each([
    ['receivers', 'otlp', 'otlpp'],
    ['processors', 'batch', 'bach'],
    ['exporters', 'otlphttp', 'otlp-http'],
    ['extensions', 'health_check', 'healthcheck'],
  ])('finds one of %s that a collector does not define', (part, name, slip) => {
    const text = `${otel('otlphttp')}  extensions: [health_check]\nextensions: { health_check: {} }\n`;
    expect(said(text)).toEqual([]);
    const service = text.slice(text.indexOf('service:'));
    const broken = text.replace(service, service.replace(name, slip));
    expect(said(broken)[0]).toContain(`expected one of ${part} (${name}), received "${slip}"`);
    expect(said(broken.replace('service:', 'services:'))).toEqual([]);
    expect(said(broken.replace('pipelines:', 'lines:'))).toEqual([]);
  });

  test('a processor is no connector, and a file without all parts is no collector', () => {
    const spans = otel('otlphttp').replace('[batch]', '[spans]');
    expect(said(`connectors: { spans: {} }\n${spans}`)).toHaveLength(1);
    expect(said(otel('otlp').replace(/exporters: \{.*\n/, ''))).toEqual([]);
  });

  test('finds a receiver that no pipeline names, unless a variable may', () => {
    const more = otel('otlphttp').replace('receivers: { ', 'receivers: { jaeger: {}, ');
    expect(said(more)).toEqual([
      'ConfigMap default/otel: data[config.yaml]: expected receiver jaeger in a pipeline, received none with the name [config-names-resolve]',
    ]);
    expect(
      said(
        more
          .replace('[batch]', ['[batch, $', '{X}]'].join(''))
          .replace('batch: {}', ['batch: {}, $', '{X}: {}'].join('')),
      ),
    ).toEqual([]);
    expect(said(`connectors: { spans: {} }\n${more}`)).toEqual([]);
  });

  test.each([
    ['mute_time_intervals', 'time_intervals'],
    ['active_time_intervals', 'time_intervals'],
    ['mute_time_intervals', 'mute_time_intervals'],
  ])('%s of Alertmanager are %s', (use, define) => {
    const quiet = (name: string) =>
      said(
        `route: { receiver: a, routes: [{ ${use}: [${name}] }] }\nreceivers: [{ name: a }]\n${define}: [{ name: nights }]\n`,
      );
    expect(quiet('night')[0]).toContain('expected one of time_intervals (nights), received "night"');
    expect(quiet('nights')).toEqual([]);
  });

  test('says which part of Envoy and of Vector is not defined', () => {
    const envoy = (more: string) =>
      said(`${more}static_resources:\n  listeners: [{ route: { cluster: web } }]\n  clusters: [{ name: api }]\n`);
    expect(envoy('')[0]).toContain('expected one of clusters (api), received "web"');
    expect(envoy('dynamic_resources: { cds_config: {} }\n')).toEqual([]);
    const vector = (sink: string, transform: string) =>
      said(
        `sources: { api: {} }\ntransforms: { parse: { inputs: [${transform}] } }\nsinks: { out: { inputs: [${sink}] } }\n`,
      );
    expect(vector('pars', 'api')[0]).toContain('expected one of sources or transforms (api, parse), received "pars"');
    expect(vector('parse', 'apis')).toHaveLength(1);
    expect(vector('parse', 'api')).toEqual([]);
    expect(vector('parse.a', 'api*')).toEqual([]);
  });

  test.each([
    ['static_resources:', 'listeners: [{ route: { cluster: web } }]\nclusters: [{ name: api }]\n'],
    ['sinks:', 'sources: { api: {} }\ntransforms: { a: { inputs: [web] } }\n'],
    ['inputs:', 'sources: { api: {} }\nsinks: { a: { input: [web] } }\n'],
    ['route:', 'routes: { receiver: page }\nreceivers: [{ name: pager }]\n'],
  ])('a file without %s is of another program', (_, text) => {
    expect(said(text)).toEqual([]);
  });

  test('a comment names nothing', () => {
    const text = 'frontend web\n  # use_backend apis\n  use_backend api\nbackend api\n';
    expect(judge(configNamesResolve, configMap('c', `"haproxy.cfg": ${JSON.stringify(text)}`))).toEqual([]);
  });

  test.each([
    ['haproxy.cfg', 'a section of resolvers', 'backend b\n  server s a:1 resolvers NAME\nresolvers dns\n'],
    ['haproxy.cfg', 'a userlist', 'acl ok http_auth(NAME)\nuserlist dns\n'],
    ['haproxy.cfg', 'a backend', 'default_backend NAME\nlisten dns\n'],
    ['nginx.conf', 'a zone of limit_req_zone', 'limit_req_zone $a zone=dns:1m rate=1r/s;\nlimit_req zone=NAME;\n'],
    ['nginx.conf', 'a zone of limit_conn_zone', 'limit_conn_zone $a zone=dns:1m;\nlimit_conn NAME 5;\n'],
    ['nginx.conf', 'a zone of proxy_cache_path', 'proxy_cache_path /a keys_zone=dns:1m;\nproxy_cache NAME;\n'],
    ['logback.xml', 'an appender', '<appender name="dns"/>\n<appender-ref ref="NAME"/>'],
    ['fluent.conf', 'a label', '@label @NAME\n<label @dns>\n</label>\n'],
    ['sentinel.conf', 'a master of sentinel monitor', 'sentinel monitor dns r 6379 2\nsentinel auth-pass NAME x\n'],
    ['default.vcl', 'a backend', 'backend dns {}\nset req.backend_hint = NAME;\n'],
  ])('%s names %s', (file, what, text) => {
    const named = (name: string) =>
      judge(configNamesResolve, configMap('c', `"${file}": ${JSON.stringify(text.replace('NAME', name))}`));
    expect(named('dsn')[0]).toContain(`expected ${what} (`);
    expect(named('dns')).toEqual([]);
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

  test('finds an extension of a collector that the service does not name', () => {
    const extended = (extension: string, service: string) =>
      said(`extensions: { ${extension}: {} }\n${otel('otlphttp').replace('service:', `service:\n  ${service}`)}`);
    expect(extended('health_check', 'extensions: []')).toEqual([
      expect.stringContaining('expected extension health_check in service.extensions'),
    ]);
    expect(extended('health_check', 'extensions: [health_check]')).toEqual([]);
    expect(extended('pprof', 'extensions: []')).toEqual([]);
  });
});
