import type { Bundle } from '../checker/bundle/bundle';
import { type IngressRoute, routesOf } from '../checker/bundle/ingress-routes';
import { type Manifest, named, namespaceOf, stringAt, valueAt } from '../checker/manifest/manifest';
import { type Cause, causeOf, causeOfObject } from './cause';
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

/** The routes of all Ingresses that are new, gone or lead elsewhere. */
export function changedRoutes(comparison: Comparison): ChangedRoute[] {
  const [old, current] = [routes(comparison.before), routes(comparison.after)];
  return [...new Set([...old.keys(), ...current.keys()])].flatMap((url) => {
    const [before, now] = [old.get(url), current.get(url)];
    const object = (now ?? before)?.ingress;
    if (object === undefined || (before && now && target(before) === target(now))) return [];
    const sides = { before: before && target(before), now: now && target(now) };
    return [{ object, url, ...sides, causes: causes(comparison, object) }];
  });
}

function routes(bundle: Bundle): ReadonlyMap<string, IngressRoute> {
  const all = bundle.ofKind('Ingress').flatMap(routesOf);
  return new Map(all.map((route) => [`${route.host === '' ? '*' : route.host}${route.path}`, route]));
}

function target({ ingress, backend }: IngressRoute): string {
  const service = valueAt(backend, 'service');
  const port = valueAt(service, 'port', 'number') ?? valueAt(service, 'port', 'name');
  return `${named('Service', namespaceOf(ingress), stringAt(service, 'name') ?? '')}${port === undefined ? '' : `:${port}`}`;
}

function causes(comparison: Comparison, object: Manifest): Cause[] {
  if (comparison.created.includes(object)) return [causeOfObject(object, 'is new')];
  const pair = comparison.pair(object);
  if (pair === undefined) return [causeOfObject(object, 'is gone')];
  return pair.changes
    .filter(({ path }) => path.startsWith('spec.'))
    .map((change) => causeOf(comparison, pair.after, change));
}
