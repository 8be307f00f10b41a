import { listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import type { Bundle } from '../bundle';
import { routesOf } from './ingress-routes';

/** A Service that an Ingress or a route leads to, as written. */
export interface RouteBackend {
  /** The Ingress or the route. */
  readonly object: Manifest;
  /** Path of the field: `spec.rules[0].backendRefs[0]`. */
  readonly field: string;
  readonly namespace: string;
  readonly name: string;
  /** The port of the Service, by number or by name. */
  readonly port: { readonly field: string; readonly value: number | string } | undefined;
}

/** Routes of the Gateway API, which have one form of a backend. */
const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

/** The Services of all Ingresses and routes. */
export function routeBackends(bundle: Bundle): RouteBackend[] {
  return [
    ...bundle.ofKind('Ingress').flatMap(ofIngress),
    ...ROUTES.flatMap((kind) => bundle.ofKind(kind).flatMap(ofRoute)),
    // `named-objects-exist` misses a Service of Traefik.
    ...bundle
      .ofKind('IngressRoute')
      .flatMap(ofIngressRoute)
      .filter(({ namespace, name }) => bundle.find('Service', namespace, name) !== undefined),
  ];
}

function ofIngress(object: Manifest): RouteBackend[] {
  const places = [
    { field: 'spec.defaultBackend.service', service: valueAt(object, 'spec', 'defaultBackend', 'service') },
    ...routesOf(object).map(({ field, backend }) => {
      return { field: `${field}.backend.service`, service: valueAt(backend, 'service') };
    }),
  ];
  return places.flatMap(({ field, service }) => {
    const name = stringAt(service, 'name');
    const port = ['number', 'name']
      .map((form) => ({ field: `${field}.port.${form}`, value: valueAt(service, 'port', form) }))
      .find(({ value }) => value !== undefined);
    return name ? [{ object, field, namespace: namespaceOf(object), name, port: port && portOf(port) }] : [];
  });
}

function ofRoute(object: Manifest): RouteBackend[] {
  return listAt(object, 'spec', 'rules').flatMap((rule, i) =>
    listAt(rule, 'backendRefs').flatMap((backend, j) => {
      const field = `spec.rules[${i}].backendRefs[${j}]`;
      const name = stringAt(backend, 'name');
      if (!name || (stringAt(backend, 'kind') ?? 'Service') !== 'Service') return [];
      const namespace = stringAt(backend, 'namespace') ?? namespaceOf(object);
      return [
        { object, field, namespace, name, port: portOf({ field: `${field}.port`, value: valueAt(backend, 'port') }) },
      ];
    }),
  );
}

/** https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/ */
function ofIngressRoute(object: Manifest): RouteBackend[] {
  return listAt(object, 'spec', 'routes').flatMap((route, i) =>
    listAt(route, 'services').flatMap((service, j) => {
      const field = `spec.routes[${i}].services[${j}]`;
      const name = stringAt(service, 'name');
      if (!name || (stringAt(service, 'kind') ?? 'Service') !== 'Service') return [];
      const namespace = stringAt(service, 'namespace') ?? namespaceOf(object);
      return [
        { object, field, namespace, name, port: portOf({ field: `${field}.port`, value: valueAt(service, 'port') }) },
      ];
    }),
  );
}

function portOf({ field, value }: { readonly field: string; readonly value: unknown }): RouteBackend['port'] {
  return typeof value === 'number' || typeof value === 'string' ? { field, value } : undefined;
}
