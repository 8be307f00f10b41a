import { describe, expect, test } from '@jest/globals';
import { virtualServicesResolve } from '../../../../lib/checker/rules/references/virtual-services-resolve';
import { judge } from '../judge';
import { object } from '../workloads';

describe('virtual-services-resolve', () => {
  const istio = (kind: string, name: string, spec: string) =>
    object(kind, name, spec).replace('apiVersion: v1', 'apiVersion: networking.istio.io/v1');
  const edge = istio('Gateway', 'edge', 'servers: [{ hosts: ["*.example.com"] }]');
  const service = object('Service', 'web', 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]');
  const web = (gateway: string, host = 'shop.example.com', port = 80) =>
    istio(
      'VirtualService',
      'web',
      `hosts: [${host}], gateways: [${gateway}], http: [{ route: [{ destination: { host: web, port: { number: ${port} } } }] }]`,
    );

  test('finds a missing gateway, a host that the gateway lacks, and a port that the Service lacks', () => {
    expect(judge(virtualServicesResolve, edge + service + web('egde'))).toEqual([virtualServicesResolve.example]);
    expect(judge(virtualServicesResolve, edge + service + web('edge', 'shop.example.org'))).toHaveLength(1);
    expect(judge(virtualServicesResolve, edge + service + web('edge', 'shop.example.com', 8080))).toHaveLength(1);
  });

  test('finds a host that no Service has', () => {
    const api = object('Service', 'payments', 'ports: [{ port: 80 }]');
    const rule = istio('DestinationRule', 'web', 'host: paymnets');
    expect(judge(virtualServicesResolve, service + api + rule)[0]).toContain('did you mean "payments"?');
    const entry = istio('ServiceEntry', 'paymnets', 'hosts: [paymnets]');
    expect(judge(virtualServicesResolve, service + api + rule + entry)).toEqual([]);
  });

  test.each([
    ['a gateway of the namespace', edge + service + web('edge')],
    ['the mesh', edge + service + web('mesh', 'web')],
    ['a gateway of a namespace of others', edge + service + web('istio-system/public')],
    ['gateways that stand elsewhere', service + web('public')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(virtualServicesResolve, yaml)).toEqual([]);
  });
});
