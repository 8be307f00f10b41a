import { describe, expect, test } from '@jest/globals';
import { backendProtocols } from '../../../../lib/checker/rules/traffic/backend-protocols';
import { judge } from '../judge';
import { object } from '../workloads';

describe('backend-protocols', () => {
  const web = (probe: string) =>
    object('Service', 'web', 'selector: { app: web }, ports: [{ port: 443, targetPort: 8443 }]') +
    object(
      'Deployment',
      'web',
      `template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, readinessProbe: { ${probe} } }] } }`,
    );
  const ingress = (annotations = '', className = 'nginx') =>
    `---\n{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: web, annotations: { ${annotations} } }, spec: { ingressClassName: ${className}, rules: [{ http: { paths: [{ path: /, backend: { service: { name: web, port: { number: 443 } } } }] } }] } }\n`;
  const tls = web('httpGet: { port: 8443, scheme: HTTPS }');
  const said = (protocol: string) => `nginx.ingress.kubernetes.io/backend-protocol: ${protocol}`;

  test('finds a backend with TLS or gRPC that nginx asks in plain HTTP', () => {
    expect(judge(backendProtocols, tls + ingress())).toEqual([backendProtocols.example]);
    expect(judge(backendProtocols, web('grpc: { port: 8443 }') + ingress())).toHaveLength(1);
  });

  test('finds a port of gRPC by its name, in the Service alone', () => {
    const service = object('Service', 'web', 'ports: [{ name: grpc, port: 443 }]');
    expect(judge(backendProtocols, service + ingress())).toHaveLength(1);
    expect(judge(backendProtocols, service + ingress(said('GRPC')))).toEqual([]);
    expect(judge(backendProtocols, service.replace('grpc', 'http') + ingress())).toEqual([]);
  });

  test.each([
    ['the protocol of the backend', tls + ingress(said('HTTPS'))],
    ['TLS that nginx passes through', tls + ingress('nginx.ingress.kubernetes.io/ssl-passthrough: "true"')],
    ['another controller', tls + ingress('', 'traefik')],
    ['a probe of another port', web('httpGet: { port: 9443, scheme: HTTPS }') + ingress()],
  ])('accepts %s', (_, yaml) => {
    expect(judge(backendProtocols, yaml)).toEqual([]);
  });
});
