import { describe, expect, test } from '@jest/globals';
import { protocolPorts } from '../../../../lib/checker/rules/connections/protocol-ports';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('protocol-ports', () => {
  const env = (values: Readonly<Record<string, string>>, more = '') =>
    judge(
      protocolPorts,
      deployment(
        `{ name: api, image: app, env: [${Object.entries(values)
          .map(([name, value]) => `{ name: ${name}, value: "${value}" }`)
          .join()}] }`,
      ) + more,
    );

  test('finds a URL whose port speaks another protocol', () => {
    expect(env({ AMQP_URL: 'amqp://u:p@mq:15672/' })).toEqual([protocolPorts.example]);
    expect(env({ AMQP_URL: 'amqp://u:p@mq:5672/' })).toEqual([]);
    expect(env({ AMQP_URL: 'amqp://u:p@mq/' })).toEqual([]);
    expect(env({ API_URL: 'https://shop.example.com:80/' })).toHaveLength(1);
  });

  test('follows a Service to another port', () => {
    const service = object('Service', 'shop', 'selector: { app: api }, ports: [{ port: 443, targetPort: 8080 }]');
    expect(env({ SHOP_URL: 'http://shop:443/' }, service)).toEqual([]);
  });

  test('finds gRPC on a port for HTTP', () => {
    const service = object('Service', 'triton', 'ports: [{ name: http, port: 8000 }, { name: grpc, port: 8001 }]');
    expect(env({ TRITON_GRPC_URL: 'triton:8000' }, service)[0]).toContain('8001');
    expect(env({ TRITON_GRPC_URL: 'triton:8001' }, service)).toEqual([]);
    const otlp = (port: number) =>
      env({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://otel:${port}`, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' });
    expect(otlp(4317)).toHaveLength(1);
    expect(otlp(4318)).toEqual([]);
  });

  test('finds TLS from the first byte on a port that begins without', () => {
    expect(env({ mail__options__secure: 'true', mail__options__port: '587' })).toHaveLength(1);
    expect(env({ mail__options__secure: 'true', mail__options__port: '465' })).toEqual([]);
    expect(env({ EMAIL_USE_TLS: 'True', EMAIL_PORT: '465' })).toHaveLength(1);
    expect(env({ EMAIL_USE_TLS: 'True', EMAIL_PORT: '587' })).toEqual([]);
  });
});
