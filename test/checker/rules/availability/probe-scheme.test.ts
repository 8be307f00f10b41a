import { describe, expect, test } from '@jest/globals';
import { probeScheme } from '../../../../lib/checker/rules/availability/probe-scheme';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('probe-scheme', () => {
  const said = (probe: string, name = 'https', more = '') =>
    judge(
      probeScheme,
      deployment(
        `{ name: api, ports: [{ name: ${name}, containerPort: 8000 }], readinessProbe: { httpGet: { ${probe} } }, ${more} }`,
      ),
    );

  test('finds a probe without TLS at a port with TLS', () => {
    expect(said('port: https')).toEqual([probeScheme.example]);
    expect(said('port: 8000')).toHaveLength(1);
    expect(said('port: 9443')).toHaveLength(1);
  });

  test('finds a probe beside another that speaks TLS', () => {
    const live = 'livenessProbe: { httpGet: { port: 8000, scheme: HTTPS } }';
    expect(said('port: web', 'web', live)[0]).toContain('as another probe of the port');
    expect(said('port: web, scheme: HTTPS', 'web', live)).toEqual([]);
  });

  test('accepts TLS, and a port without', () => {
    expect(said('port: https, scheme: HTTPS')).toEqual([]);
    expect(said('port: web', 'web')).toEqual([]);
    expect(said('port: 8000', 'webhook')).toEqual([]);
  });

  test('finds a gRPC probe at a port with TLS, which the kubelet does not speak', () => {
    const tls = '"--cert=/tls/tls.crt", "--key=/tls/tls.key"';
    const asked = (port: number, files = tls) =>
      judge(
        probeScheme,
        deployment(
          `{ name: api, args: ["--addr=:50051", "--health-addr=:50052", ${files}], livenessProbe: { grpc: { port: ${port} } } }`,
        ),
      );
    expect(asked(50051)).toHaveLength(1);
    expect(asked(50052)).toEqual([]);
    expect(asked(50051, '"--db-cert=/tls/tls.crt", "--db-key=/tls/tls.key"')).toEqual([]);
  });
});
