import type { Bundle } from '../checker/bundle/bundle';
import { matchesOf } from '../checker/bundle/traffic/http-routes';
import { routesOf } from '../checker/bundle/traffic/ingress-routes';
import { type Json, listAt, type Manifest, named, namespaceOf, stringAt, valueAt } from '../checker/manifest/manifest';
import { type Cause, causesOf } from './cause';
import type { Comparison } from './comparison';

/** A path of a host that leads to another Service than before. */
export interface ChangedRoute {
  readonly object: Manifest;
  /** `shop.example.com/api`. */
  readonly url: string;
  /** The Service with its port. Undefined for a route that is new. */
  readonly before: string | undefined;
  /** The Service with its port. Undefined for a route that is gone. */
  readonly now: string | undefined;
  readonly causes: readonly Cause[];
}

interface Route {
  readonly object: Manifest;
  readonly target: string;
}

/** The paths of all Ingresses and HTTPRoutes that are new, gone or lead elsewhere. */
export function changedRoutes(comparison: Comparison): ChangedRoute[] {
  const [old, current] = [routes(comparison.before), routes(comparison.after)];
  return [...new Set([...old.keys(), ...current.keys()])].flatMap((url) => {
    const [before, now] = [old.get(url), current.get(url)];
    const object = (now ?? before)?.object;
    if (object === undefined || before?.target === now?.target) return [];
    return [{ object, url, before: before?.target, now: now?.target, causes: causesOf(comparison, object, /^spec\./) }];
  });
}

function routes(bundle: Bundle): ReadonlyMap<string, Route> {
  const place = (host: string, path: string) => `${host === '' ? '*' : host}${path}`;
  return new Map([
    ...bundle
      .ofKind('Ingress')
      .flatMap(routesOf)
      .map(({ ingress, host, path, backend }): [string, Route] => {
        const service = valueAt(backend, 'service');
        const port = valueAt(service, 'port', 'number') ?? valueAt(service, 'port', 'name');
        return [place(host, path), { object: ingress, target: serviceOf(ingress, service, port) }];
      }),
    ...bundle
      .ofKind('HTTPRoute')
      .flatMap(matchesOf)
      .map(({ route, field, host, path }): [string, Route] => {
        const rule = listAt(route, 'spec', 'rules')[Number(/\d+/.exec(field)?.[0])];
        const targets = listAt(rule, 'backendRefs').map((backend) =>
          serviceOf(route, backend, valueAt(backend, 'port')),
        );
        return [place(host, path), { object: route, target: targets.join(', ') || 'no Service' }];
      }),
  ]);
}

function serviceOf(owner: Manifest, backend: Json | undefined, port: Json | undefined): string {
  const namespace = stringAt(backend, 'namespace') ?? namespaceOf(owner);
  return `${named('Service', namespace, stringAt(backend, 'name') ?? '')}${port === undefined ? '' : `:${port}`}`;
}
