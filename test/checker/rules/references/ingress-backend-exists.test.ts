import { describe, expect, test } from '@jest/globals';
import { ingressBackendExists } from '../../../../lib/checker/rules/references/ingress-backend-exists';
import { judge } from '../judge';
import { object } from '../object';
import { service } from './objects';

describe('ingress-backend-exists', () => {
  const api = service('api/api', 'ports: [{ name: http, port: 80 }]');
  const to = (backend: string, namespace = 'api') =>
    object(
      'Ingress',
      `${namespace}/web`,
      `spec: { rules: [{ host: shop.example.com, http: { paths: [{ path: /api, backend: { service: ${backend} } }] } }] }`,
    );
  const PLACE = 'spec.rules[shop.example.com].http.paths[/api].backend.service';

  test('the Service is in the namespace of the Ingress', () => {
    expect(judge(ingressBackendExists, to('{ name: api, port: { number: 80 } }', 'web') + api)).toEqual([
      ingressBackendExists.example,
    ]);
    expect(judge(ingressBackendExists, to('{ name: api, port: { number: 80 } }') + api)).toEqual([]);
    expect(judge(ingressBackendExists, to('{ name: apo, port: { number: 80 } }') + api)).toEqual([
      `Ingress api/web: ${PLACE}.name: expected a Service in namespace api, received "apo"; did you mean "api"? [ingress-backend-exists]`,
    ]);
  });

  test('the Service has the port, by number or by name', () => {
    expect(judge(ingressBackendExists, to('{ name: api, port: { name: http } }') + api)).toEqual([]);
    expect(judge(ingressBackendExists, to('{ name: api, port: { number: 8000 } }') + api)).toEqual([
      `Ingress api/web: ${PLACE}.port.number: expected a port of Service api (http, 80), received 8000 [ingress-backend-exists]`,
    ]);
    expect(judge(ingressBackendExists, to('{ name: api, port: { name: web } }') + api)).toEqual([
      `Ingress api/web: ${PLACE}.port.name: expected a port of Service api (http, 80), received "web" [ingress-backend-exists]`,
    ]);
    expect(judge(ingressBackendExists, to('{ name: api, port: { number: 80 } }') + service('api/api', ''))).toEqual([
      expect.stringContaining('expected a port of Service api (it has none)'),
    ]);
  });

  test('the name of a host elsewhere has all ports', () => {
    const external = service('api/api', 'type: ExternalName, externalName: example.com');
    expect(judge(ingressBackendExists, to('{ name: api, port: { number: 443 } }') + external)).toEqual([]);
  });

  test('what is sent nowhere else goes to a Service as well', () => {
    const ingress = object('Ingress', 'api/web', 'spec: { defaultBackend: { service: { name: gone } } }');
    expect(judge(ingressBackendExists, ingress + api)).toEqual([
      'Ingress api/web: spec.defaultBackend.service.name: expected a Service in namespace api, received "gone" [ingress-backend-exists]',
    ]);
  });

  test('a backend that is no Service is not judged', () => {
    const bucket = object('Ingress', 'web', 'spec: { defaultBackend: { resource: { kind: Bucket, name: files } } }');
    expect(judge(ingressBackendExists, bucket)).toEqual([]);
  });

  const route = (backend: string) =>
    object('HTTPRoute', 'api/web', `spec: { rules: [{ backendRefs: [${backend}] }] }`, 'gateway.networking.k8s.io/v1');

  test('an HTTPRoute leads to a Service, too', () => {
    expect(judge(ingressBackendExists, route('{ name: api, port: 80 }') + api)).toEqual([]);
    expect(judge(ingressBackendExists, route('{ name: apo, port: 80 }, { name: api, port: 81 }') + api)).toEqual([
      'HTTPRoute api/web: spec.rules[0].backendRefs[0].name: expected a Service in namespace api, received "apo"; did you mean "api"? [ingress-backend-exists]',
      'HTTPRoute api/web: spec.rules[0].backendRefs[1].port: expected a port of Service api (http, 80), received 81 [ingress-backend-exists]',
    ]);
  });

  test('an HTTPRoute may lead to a Service of another namespace, and to what is no Service', () => {
    const elsewhere = service('web/web', 'ports: [{ port: 80 }]');
    const backends = '{ name: web, namespace: web, port: 80 }, { kind: ServiceImport, name: gone, port: 80 }';
    expect(judge(ingressBackendExists, route(backends) + elsewhere)).toEqual([]);
  });

  test('other routes lead to Services, too', () => {
    const grpc = (name: string) =>
      object('GRPCRoute', 'api/web', `spec: { rules: [{ backendRefs: [{ name: ${name}, port: 80 }] }] }`);
    expect(judge(ingressBackendExists, grpc('apo') + api)).toHaveLength(1);
    expect(judge(ingressBackendExists, grpc('api') + api)).toEqual([]);
    const traefik = (port: number) =>
      object('IngressRoute', 'api/web', `spec: { routes: [{ services: [{ name: api, port: ${port} }] }] }`);
    expect(judge(ingressBackendExists, traefik(8080) + api)).toEqual([
      expect.stringContaining(
        'spec.routes[0].services[0].port: expected a port of Service api (http, 80), received 8080',
      ),
    ]);
    expect(judge(ingressBackendExists, traefik(80) + api)).toEqual([]);
  });
});
