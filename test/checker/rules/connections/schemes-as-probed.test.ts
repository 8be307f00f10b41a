import { describe, expect, test } from '@jest/globals';
import { schemesAsProbed } from '../../../../lib/checker/rules/connections/schemes-as-probed';
import { judge } from '../judge';
import { object } from '../workloads';

describe('schemes-as-probed', () => {
  const api = (probe: string, metadata = 'labels: { app: api }') =>
    object(
      'Deployment',
      'api',
      `template: { metadata: { ${metadata} }, spec: { containers: [{ name: api, ports: [{ name: web, containerPort: 8080 }], readinessProbe: { ${probe} } }] } }`,
    ) +
    object(
      'Service',
      'api',
      'selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }, { port: 443, targetPort: 8443 }]',
    );
  const client = (url: string) =>
    object(
      'Deployment',
      'web',
      `template: { spec: { containers: [{ name: web, env: [{ name: API_URL, value: "${url}" }] }] } }`,
    );
  const said = (url: string, probe = 'httpGet: { port: web }', metadata?: string) =>
    judge(schemesAsProbed, api(probe, metadata) + client(url));

  test('finds TLS for a port that the kubelet asks without', () => {
    expect(said('https://api:80')).toEqual([schemesAsProbed.example]);
    expect(said('http://api')).toEqual([]);
  });

  test('finds a port with TLS that is asked without', () => {
    expect(said('http://api', 'httpGet: { port: 8080, scheme: HTTPS }')).toEqual([
      expect.stringContaining('expected https, as the kubelet asks port 8080'),
    ]);
    expect(said('https://api:80', 'httpGet: { port: 8080, scheme: HTTPS }')).toEqual([]);
  });

  test.each([
    ['another port', 'https://api', 'httpGet: { port: web }'],
    ['a probe that opens a connection', 'https://api:80', 'tcpSocket: { port: web }'],
    ['another protocol', 'grpc://api:80', 'httpGet: { port: web }'],
    ['a host outside', 'https://api.example.com:80', 'httpGet: { port: web }'],
  ])('accepts %s', (_, url, probe) => {
    expect(said(url, probe)).toEqual([]);
  });

  test('a mesh may speak TLS for the program', () => {
    expect(
      said('https://api:80', 'httpGet: { port: web }', 'labels: { app: api, sidecar.istio.io/inject: "true" }'),
    ).toEqual([]);
  });
});
