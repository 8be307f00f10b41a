import { describe, expect, test } from '@jest/globals';
import { otlpPorts } from '../../../../lib/checker/rules/connections/otlp-ports';
import { judge } from '../judge';
import { deployment } from '../workloads';

describe('otlp-ports', () => {
  const exporter = (protocol: string, port: number) =>
    judge(
      otlpPorts,
      deployment(
        `{ name: api, env: [{ name: OTEL_EXPORTER_OTLP_PROTOCOL, value: ${protocol} }, { name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://otel:${port}" }] }`,
      ),
    );

  test('finds the port of the other protocol', () => {
    expect(exporter('http/protobuf', 4317)).toEqual([otlpPorts.example]);
    expect(exporter('grpc', 4318)).toHaveLength(1);
  });

  test('accepts the port of the protocol, and a port that nobody knows', () => {
    expect(exporter('grpc', 4317)).toEqual([]);
    expect(exporter('http/protobuf', 4318)).toEqual([]);
    expect(exporter('grpc', 443)).toEqual([]);
  });
});
