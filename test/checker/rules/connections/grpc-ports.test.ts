import { describe, expect, test } from '@jest/globals';
import { grpcPorts } from '../../../../lib/checker/rules/connections/grpc-ports';
import { judge } from '../judge';
import { configMap, deployment, object } from '../workloads';

describe('grpc-ports', () => {
  const env = (values: Readonly<Record<string, string>>, more = '') =>
    judge(
      grpcPorts,
      deployment(
        `{ name: api, image: app, env: [${Object.entries(values)
          .map(([name, value]) => `{ name: ${name}, value: "${value}" }`)
          .join()}] }`,
      ) + more,
    );

  test('finds gRPC on a port for HTTP', () => {
    const service = object('Service', 'triton', 'ports: [{ name: http, port: 8000 }, { name: grpc, port: 8001 }]');
    expect(env({ TRITON_GRPC_URL: 'triton:8000' }, service)[0]).toContain('8001');
    expect(env({ TRITON_GRPC_URL: 'triton:8001' }, service)).toEqual([]);
    const otlp = (port: number) =>
      env({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://otel:${port}`, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' });
    expect(otlp(4317)).toHaveLength(1);
    expect(otlp(4318)).toEqual([]);
  });

  const named = object('Service', 'otel', 'ports: [{ name: otlp-grpc, port: 9000 }, { name: otlp-http, port: 9001 }]');

  test.each([
    ['grpc', 'grpc', 4318, 4317],
    ['http', 'http/protobuf', 4317, 4318],
  ])('OTLP over %s has a port of its own', (word, protocol, wrong, right) => {
    const asks = (port: number, name = 'OTEL_EXPORTER_OTLP_PROTOCOL', more = '') =>
      env({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `http://otel:${port}`, [name]: protocol }, more);
    expect(asks(wrong)[0]).toContain(
      `env[OTEL_EXPORTER_OTLP_TRACES_ENDPOINT].value: expected ${right}, the port for ${word}, received ${wrong} [grpc-ports]`,
    );
    expect(asks(wrong, 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL')).toHaveLength(1);
    expect(asks(wrong, 'OTEL_EXPORTER_OTLP_LOGS_PROTOCOL')).toEqual([]);
    expect(asks(right)).toEqual([]);
    expect(asks(4321)).toEqual([]);
    expect(asks(wrong, undefined, object('Service', 'otel', `ports: [{ name: ${word}, port: ${wrong} }]`))).toEqual([]);
  });

  test('a Service may name its ports as it likes', () => {
    const asks = (name: string, port: number, more = named) => env({ [name]: `otel:${port}` }, more);
    expect(asks('SHOP_GRPC_TARGET', 9001)[0]).toContain('expected 9000, the port for grpc, received 9001');
    expect(asks('SHOP_GRPC_TARGET', 9000)).toEqual([]);
    expect(asks('SHOP_GRPC_TARGET', 9002)).toEqual([]);
    expect(asks('SHOP_GRPC_HTTP_ADDR', 9001)).toEqual([]);
    expect(asks('OTEL_EXPORTER_OTLP_ENDPOINT', 9001)).toEqual([]);
    const both = object('Service', 'otel', 'ports: [{ name: http-grpc, port: 9001 }, { name: grpc, port: 9000 }]');
    expect(asks('SHOP_GRPC_TARGET', 9001, both)).toEqual([]);
    const none = object('Service', 'otel', 'ports: [{ name: http, port: 9001 }, { port: 9000 }]');
    expect(asks('SHOP_GRPC_TARGET', 9001, none)).toEqual([]);
    expect(env({ SHOP_GRPC_TARGET: 'unix:/run/otel.sock' }, named)).toEqual([]);
  });

  test.each([
    ['otlp', 4318, 4317],
    ['otlp/jaeger', 4318, 4317],
    ['otlphttp', 4317, 4318],
    ['otlp_http/tempo', 4317, 4318],
  ])('the exporter %s of a collector does not ask port %d', (exporter, wrong, right) => {
    const config = (port: number) => `{ exporters: { ${exporter}: { endpoint: "otel:${port}" } } }`;
    const mounted = (port: number) =>
      judge(
        grpcPorts,
        object(
          'Deployment',
          'collector',
          'template: { spec: { volumes: [{ name: c, configMap: { name: c } }], containers: [{ name: a, volumeMounts: [{ name: c, mountPath: /conf }] }] } }',
        ) + configMap('c', `"config.yaml": '${config(port)}'`),
      );
    const made = (port: number) => judge(grpcPorts, object('OpenTelemetryCollector', 'c', `config: ${config(port)}`));
    for (const said of [mounted, made]) {
      expect(said(wrong)).toEqual([expect.stringContaining(`expected ${right}, the port for`)]);
      expect(said(right)).toEqual([]);
      expect(said(443)).toEqual([]);
    }
  });

  test('Traefik sends traces by gRPC or by HTTP', () => {
    const traefik = (option: string) => judge(grpcPorts, deployment(`{ name: a, image: traefik, args: [${option}] }`));
    expect(traefik('--tracing.otlp.grpc.endpoint=otel:4318')).toHaveLength(1);
    expect(traefik('--tracing.otlp.grpc.endpoint=otel:4317')).toEqual([]);
    expect(traefik('--tracing.otlp.http.endpoint=http://otel:4317/v1/traces')).toHaveLength(1);
  });
});
