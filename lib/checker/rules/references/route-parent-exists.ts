import type { Bundle } from '../../bundle/bundle';
import { NameIndex } from '../../bundle/references/name-index';
import { overlap } from '../../bundle/traffic/host-patterns';
import { parentsOf, type RouteParent, takesRoutesOf } from '../../bundle/traffic/http-routes';
import { entryOf } from '../../manifest/entry-of';
import { type Json, listAt, type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

/** The parent of a route or a ListenerSet exists, with the listener, and takes routes of that namespace and host. */
export const routeParentExists: Rule = {
  id: 'route-parent-exists',
  answer: 'broken',
  why: 'a route without its Gateway or its listener is accepted by the API server, and serves nobody',
  example:
    'HTTPRoute shop/web: spec.parentRefs[0].sectionName: expected a listener of Gateway edge/public (web, websecure), received "htpp" [route-parent-exists]',
  about: ['parentRef'],
  check: (bundle) => {
    const gateways = NameIndex.of(bundle, 'Gateway', bundle.cluster.gateways);
    const indexes = { Gateway: gateways, ListenerSet: NameIndex.of(bundle, 'ListenerSet') };
    return [...ROUTES, 'ListenerSet'].flatMap((kind) =>
      bundle.ofKind(kind).flatMap((object) =>
        parentsOf(object).flatMap((parent): Finding[] => {
          if (parent.kind !== 'Gateway' && parent.kind !== 'ListenerSet') return [];
          const index = indexes[parent.kind];
          if (index.has(parent.namespace, parent.name)) return mistaken(bundle, object, parent);
          // A Gateway of other manifests may stand in a namespace of other manifests.
          if (!bundle.cluster.gateways && !bundle.find('Namespace', '', parent.namespace)) return [];
          return [{ object, field: `${parent.field}.name`, ...index.missing(parent.namespace, parent.name) }];
        }),
      ),
    );
  },
};

/** The kinds of routes of each protocol: https://gateway-api.sigs.k8s.io/reference/spec/#protocoltype */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute', 'TCPRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};

/** The kinds of routes that a listener takes. A protocol of an implementation may take any. */
function kindsOf(listener: Json): readonly string[] {
  const named = listAt(listener, 'allowedRoutes', 'kinds').flatMap((each) => stringAt(each, 'kind') ?? []);
  const own = entryOf(KINDS, stringAt(listener, 'protocol') ?? '') ?? ROUTES;
  return named.length === 0 ? own : own.filter((kind) => named.includes(kind));
}

function mistaken(
  bundle: Bundle,
  object: Manifest,
  { field, kind, namespace, name, listener }: RouteParent,
): Finding[] {
  const found = bundle.find(kind, namespace, name);
  const known = bundle.cluster.gateways?.find((each) => each.namespace === namespace && each.name === name);
  const listeners = listAt(found, 'spec', 'listeners');
  const names = found ? listeners.map((each) => stringAt(each, 'name') ?? '') : (known?.listeners ?? []);
  const parent = `${kind} ${namespace}/${name}`;
  if (listener !== undefined && !names.includes(listener)) {
    const expected = `a listener of ${parent} (${names.join(', ') || 'it has none'})`;
    return [
      { object, field: `${field}.sectionName`, expected, received: quoted(listener), meant: nearest(listener, names) },
    ];
  }
  const own = namespaceOf(object);
  const taken = listeners.filter((each) => listener === undefined || stringAt(each, 'name') === listener);
  if (!ROUTES.includes(object.kind) || taken.length === 0) return [];
  const open = taken.filter((each) => takesRoutesOf(bundle, each, namespace, own) ?? true);
  if (open.length === 0) {
    const expected = `a listener of ${parent} whose allowedRoutes take namespace ${own}`;
    return [{ object, field, expected, received: 'allowedRoutes of other namespaces' }];
  }
  const fitting = open.filter((each) => kindsOf(each).includes(object.kind));
  if (fitting.length === 0) {
    const expected = `a listener of ${parent} that takes ${object.kind}s`;
    const kinds = [...new Set(open.flatMap(kindsOf))];
    return [{ object, field, expected, received: `listeners for ${kinds.join(', ') || 'none'} alone` }];
  }
  const hosts = fitting.map((each) => stringAt(each, 'hostname') ?? '');
  return listAt(object, 'spec', 'hostnames').flatMap((host, index): Finding[] => {
    if (typeof host !== 'string' || hosts.some((each) => each === '' || overlap(each, host))) return [];
    // Another parent may serve the host.
    if (parentsOf(object).length > 1) return [];
    const expected = `a host of a listener of ${parent} (${hosts.join(', ')})`;
    return [{ object, field: `spec.hostnames[${index}]`, expected, received: quoted(host) }];
  });
}
