import { describe, expect, test } from '@jest/globals';
import { exportersSpeakPlain } from '../../../../lib/checker/rules/connections/exporters-speak-plain';
import { judge } from '../judge';
import { object } from '../workloads';

describe('exporters-speak-plain', () => {
  const exporter = (tls: string, args = '') =>
    judge(
      exportersSpeakPlain,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'otel' },
        data: {
          'config.yaml': `exporters:\n  otlp/jaeger: { endpoint: "jaeger:4317" ${tls} }\nservice:\n  pipelines:\n    traces: { exporters: [otlp/jaeger] }\n`,
        },
      }) +
        object('Service', 'jaeger', 'selector: { app: jaeger }, ports: [{ port: 4317 }]') +
        `\n---\n{ apiVersion: v1, kind: Pod, metadata: { name: jaeger, labels: { app: jaeger } }, spec: { containers: [{ name: j, image: "jaegertracing/all-in-one:1.62.0", args: [${args}] }] } }`,
    );

  test('finds TLS to a server without TLS', () => {
    expect(exporter('')).toEqual([exportersSpeakPlain.example]);
    expect(exporter(', tls: { insecure: false }')).toHaveLength(1);
    expect(exporter(', tls: { insecure: true }')).toEqual([]);
    expect(exporter(', tls: { ca_file: /ca.crt }')).toEqual([]);
    expect(exporter('', '"--collector.otlp.grpc.tls.enabled=true"')).toEqual([]);
  });

  const collector = (text: string, containers: string, volumes = '') =>
    judge(
      exportersSpeakPlain,
      JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'otel' }, data: { 'c.yaml': text } }) +
        object('Service', 'tempo', 'selector: { app: tempo }, ports: [{ port: 4317 }]') +
        `\n---\n{ apiVersion: v1, kind: ConfigMap, metadata: { name: tempo }, data: { tempo.yaml: "tls: on" } }` +
        `\n---\n{ apiVersion: v1, kind: Pod, metadata: { name: tempo, labels: { app: tempo } }, spec: { containers: [${containers}] ${volumes} } }`,
    );
  const otlp = (name = 'otlp', tls = '') =>
    `exporters:\n  ${name}: { endpoint: "tempo:4317" ${tls} }\nservice:\n  pipelines: {}\n`;
  const tempo = (more = '') => `{ name: t, image: grafana/tempo ${more} }`;

  test('says what the exporter has', () => {
    expect(collector(otlp(), tempo())[0]).toContain('since Pod default/tempo has no TLS, received none');
    expect(collector(otlp('otlp', ', tls: { insecure: false }'), tempo())[0]).toContain('received false');
  });

  test.each([
    ['an exporter of another protocol', otlp('otlphttp'), tempo(), ''],
    ['a file that is no collector', otlp().replace('pipelines', 'extensions'), tempo(), ''],
    ['a server of another program', otlp(), '{ name: t, image: nginx }', ''],
    ['a proxy beside the server', otlp(), `${tempo()}, { name: proxy, image: envoy }`, ''],
    [
      'a variable about certificates',
      otlp(),
      tempo(', env: [{ name: LEVEL, value: a }, { name: CERT_FILE, value: a }]'),
      '',
    ],
    [
      'a file about TLS',
      otlp(),
      tempo(', volumeMounts: [{ name: c, mountPath: /etc/tempo }]'),
      ', volumes: [{ name: c, configMap: { name: tempo } }]',
    ],
    ['a server without containers', otlp(), '', ''],
  ])('accepts %s', (_, text, containers, volumes) => {
    expect(collector(text, containers, volumes)).toEqual([]);
  });
});
