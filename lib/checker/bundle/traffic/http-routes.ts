import { type Json, listAt, type Manifest, namespaceOf, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import type { Bundle } from '../bundle';
import { matchesNamespace } from './namespaces';

/** A parent of an HTTPRoute or a ListenerSet: a Gateway or a ListenerSet, and one of its listeners. */
export interface RouteParent {
  /** Path of the field: `spec.parentRefs[0]`. */
  readonly field: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Undefined for every listener of the parent. */
  readonly listener: string | undefined;
  /** Undefined for the listeners of every port. */
  readonly port: number | undefined;
}

/** The parents of an HTTPRoute (`spec.parentRefs`) or of a ListenerSet (`spec.parentRef`). */
export function parentsOf(object: Manifest): RouteParent[] {
  const single = valueAt(object, 'spec', 'parentRef');
  const parents = [
    ...(single === undefined ? [] : [{ field: 'spec.parentRef', parent: single }]),
    ...listAt(object, 'spec', 'parentRefs').map((parent, i) => ({ field: `spec.parentRefs[${i}]`, parent })),
  ];
  return parents.map(({ field, parent }) => ({
    field,
    kind: stringAt(parent, 'kind') ?? 'Gateway',
    namespace: stringAt(parent, 'namespace') ?? namespaceOf(object),
    name: stringAt(parent, 'name') ?? '',
    listener: stringAt(parent, 'sectionName'),
    port: numberAt(parent, 'port'),
  }));
}

/** True if a listener of a Gateway takes routes of a namespace. Undefined if the labels of the namespace are unknown. */
export function takesRoutesOf(bundle: Bundle, listener: Json, gateway: string, route: string): boolean | undefined {
  const namespaces = valueAt(listener, 'allowedRoutes', 'namespaces');
  const from = stringAt(namespaces, 'from') ?? 'Same';
  if (from === 'Selector') return matchesNamespace(bundle, valueAt(namespaces, 'selector'), route);
  return from === 'Same' ? gateway === route : from !== 'None';
}

/** A path of a host in an HTTPRoute. */
export interface HttpMatch {
  readonly route: Manifest;
  /** Path of the field: `spec.rules[0].matches[0]`. */
  readonly field: string;
  /** Empty for every host of the parents. */
  readonly host: string;
  readonly path: string;
  readonly pathType: string;
  /** True if a header, a method or a query decides, too. */
  readonly narrower: boolean;
}

/** The matches of an HTTPRoute for each of its hosts. A rule without matches takes every path. */
export function matchesOf(route: Manifest): HttpMatch[] {
  const hosts = listAt(route, 'spec', 'hostnames').map(String);
  return listAt(route, 'spec', 'rules').flatMap((rule, i) => {
    const matches = listAt(rule, 'matches');
    return (matches.length > 0 ? matches : [{}]).flatMap((match, j) =>
      (hosts.length > 0 ? hosts : ['']).map((host) => ({
        route,
        field: `spec.rules[${i}].matches[${j}]`,
        host,
        path: stringAt(match, 'path', 'value') ?? '/',
        pathType: stringAt(match, 'path', 'type') ?? 'PathPrefix',
        narrower: ['headers', 'method', 'queryParams'].some((field) => valueAt(match, field) !== undefined),
      })),
    );
  });
}
