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
});
