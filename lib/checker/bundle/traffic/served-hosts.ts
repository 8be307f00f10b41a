import { getOrInsert } from '../../manifest/get-or-insert';
import { listAt, type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle, PodTemplate } from '../bundle';
import { podsBehind } from '../workloads/pod-selection';
import { routesOf } from './ingress-routes';

/** A host that a route of the bundle leads to pods. */
export interface ServedHost {
  readonly host: string;
  readonly route: Manifest;
}

/** The hosts of Ingresses, HTTPRoutes and IngressRoutes, by the pods that answer. Wildcards are hosts, too. */
export const servedHosts = once((bundle: Bundle): ReadonlyMap<PodTemplate, readonly ServedHost[]> => {
  const found = new Map<PodTemplate, ServedHost[]>();
  const add = (host: string, route: Manifest, namespace: string, name: string | undefined) => {
    const service = bundle.find('Service', namespace, name ?? '');
    for (const template of host !== '' && service ? podsBehind(bundle, service) : []) {
      getOrInsert(found, template, () => []).push({ host, route });
    }
  };
  for (const route of bundle.ofKind('Ingress')) {
    for (const { host, backend } of routesOf(route))
      add(host, route, namespaceOf(route), stringAt(backend, 'service', 'name'));
  }
  for (const route of bundle.ofKind('HTTPRoute')) {
    for (const host of listAt(route, 'spec', 'hostnames').map(String)) {
      for (const backend of listAt(route, 'spec', 'rules').flatMap((rule) => listAt(rule, 'backendRefs'))) {
        add(host, route, stringAt(backend, 'namespace') ?? namespaceOf(route), stringAt(backend, 'name'));
      }
    }
  }
  for (const route of bundle.ofKind('IngressRoute')) {
    for (const rule of listAt(route, 'spec', 'routes')) {
      for (const [, host = ''] of (stringAt(rule, 'match') ?? '').matchAll(/Host\(`([^`]+)`\)/g)) {
        for (const backend of listAt(rule, 'services')) {
          add(host, route, stringAt(backend, 'namespace') ?? namespaceOf(route), stringAt(backend, 'name'));
        }
      }
    }
  }
  return found;
});

/** Every host of the routes and Gateways of the bundle. */
export const allHosts = once((bundle: Bundle): ReadonlySet<string> => {
  const routes = ['HTTPRoute', 'GRPCRoute', 'TLSRoute'].flatMap((kind) => bundle.ofKind(kind));
  return new Set([
    ...bundle
      .ofKind('Ingress')
      .flatMap((ingress) => [
        ...listAt(ingress, 'spec', 'rules').flatMap((rule) => stringAt(rule, 'host') ?? []),
        ...listAt(ingress, 'spec', 'tls').flatMap((tls) => listAt(tls, 'hosts').map(String)),
      ]),
    ...routes.flatMap((route) => listAt(route, 'spec', 'hostnames').map(String)),
    ...[...bundle.ofKind('Gateway'), ...bundle.ofKind('VirtualService')].flatMap((each) => [
      ...listAt(each, 'spec', 'hosts').map(String),
      ...listAt(each, 'spec', 'listeners').flatMap((listener) => stringAt(listener, 'hostname') ?? []),
    ]),
    ...[...bundle.ofKind('IngressRoute'), ...bundle.ofKind('IngressRouteTCP')].flatMap((route) =>
      listAt(route, 'spec', 'routes').flatMap((rule) =>
        [...(stringAt(rule, 'match') ?? '').matchAll(/`([^`]+)`/g)].map(([, host = '']) => host),
      ),
    ),
  ]);
});
