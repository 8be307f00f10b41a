import { describe, expect, test } from '@jest/globals';
import { routePortsExist } from '../../../../lib/checker/rules/traffic/route-ports-exist';
import { judge } from '../judge';
import { object } from '../workloads';

describe('route-ports-exist', () => {
  const web = object('Service', 'web', 'ports: [{ name: http, port: 8000, targetPort: 8080 }]');
  const said = (route: string) => judge(routePortsExist, route + web);
  const route = (service: string) =>
    object('IngressRoute', 'web', `routes: [{ services: [{ name: web, ${service} }] }]`);

  test('finds the port of the pods in a route of Traefik', () => {
    expect(said(route('port: 8080'))).toEqual([routePortsExist.example]);
    expect(said(route('port: http'))).toEqual([]);
    expect(said(route('port: "8000"'))).toEqual([]);
    expect(said(route('kind: TraefikService, port: 8080'))).toEqual([]);
    expect(said(route('namespace: other, port: 8080'))).toEqual([]);
  });

  test('finds the port of the pods in a route of Istio, and in a GRPCRoute', () => {
    const istio = (host: string, port: number) =>
      object(
        'VirtualService',
        'web',
        `http: [{ route: [{ destination: { host: ${host}, port: { number: ${port} } } }] }]`,
      );
    expect(said(istio('web', 8080))).toHaveLength(1);
    expect(said(istio('web.default.svc.cluster.local', 8080))).toHaveLength(1);
    expect(said(istio('web', 8000))).toEqual([]);
    expect(said(istio('web.example.com', 8080))).toEqual([]);
    const grpc = (port: number) =>
      object('GRPCRoute', 'web', `rules: [{ backendRefs: [{ name: web, port: ${port} }] }]`);
    expect(said(grpc(8080))).toHaveLength(1);
    expect(said(grpc(8000))).toEqual([]);
  });

  test('without a port there is nothing to compare', () => {
    expect(said(object('VirtualService', 'web', 'http: [{ route: [{ destination: { host: web } }] }]'))).toEqual([]);
  });
});
