import { describe, expect, test } from '@jest/globals';
import { grpcPorts } from '../../../../lib/checker/rules/connections/grpc-ports';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

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
});
