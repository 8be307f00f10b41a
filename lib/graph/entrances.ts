import type { Bundle } from '../checker/bundle/bundle';
import { routesOf } from '../checker/bundle/traffic/ingress-routes';
import { serviceTargets } from '../checker/bundle/traffic/service-targets';
import { getOrInsert } from '../checker/manifest/get-or-insert';
import {
  identity,
  type Json,
  listAt,
  type Manifest,
  namespaceOf,
  stringAt,
  valueAt,
} from '../checker/manifest/manifest';
import { letsStrangersIn, ownersOf } from './connections';
import type { Connection, Entrance } from './graph';

/** A way in: a path of a host, or a port of a Service, and the Service behind. */
interface Way {
  readonly name: string;
  readonly tls: boolean;
  readonly path: string;
  readonly service: Manifest | undefined;
  readonly port: number | string | undefined;
}

/** The hosts of Ingresses and HTTPRoutes and the Services with a port of their own, and the pods that each way leads to. */
export function entrancesOf(bundle: Bundle): { readonly entrances: Entrance[]; readonly routes: Connection[] } {
  const owners = ownersOf(bundle);
  const entrances = new Map<string, Entrance & { readonly paths: string[] }>();
  const routes = new Map<string, Connection>();
  for (const { name, tls, path, service, port } of [
    ...ofIngresses(bundle),
    ...ofHttpRoutes(bundle),
    ...ofServices(bundle),
  ]) {
    const id = `entrance ${name}`;
    const open = (service ? serviceTargets(bundle, service, port) : []).filter(({ template, ...target }) =>
      letsStrangersIn(bundle, template, target.protocol, target.port),
    );
    const entrance = getOrInsert(entrances, id, () => ({ role: 'entrance' as const, id, name, tls, paths: [] }));
    if (!entrance.paths.includes(path)) entrance.paths.push(path);
    for (const { template, protocol, port } of open) {
      const to = owners(template);
      routes.set(`${id} ${path} ${to} ${port}`, { from: id, to, port, protocol, path });
    }
  }
  return { entrances: [...entrances.values()], routes: [...routes.values()] };
}

function ofIngresses(bundle: Bundle): Way[] {
  return bundle.ofKind('Ingress').flatMap((ingress) => {
    const secured = listAt(ingress, 'spec', 'tls').flatMap((entry) => listAt(entry, 'hosts'));
    return routesOf(ingress).map(({ host, path, backend }) => ({
      name: host || 'any host',
      tls: secured.includes(host),
      path: plain(path),
      ...serviceOf(bundle, namespaceOf(ingress), valueAt(backend, 'service')),
    }));
  });
}

function serviceOf(bundle: Bundle, namespace: string, backend: Json | undefined): Pick<Way, 'service' | 'port'> {
  const port = valueAt(backend, 'port');
  const wanted = typeof port === 'number' ? port : (valueAt(port, 'number') ?? valueAt(port, 'name'));
  return {
    service: bundle.find('Service', stringAt(backend, 'namespace') ?? namespace, stringAt(backend, 'name') ?? ''),
    port: typeof wanted === 'number' || typeof wanted === 'string' ? wanted : undefined,
  };
}

/** A path without the slash at its end, and without the part of a regular expression that says where the path ends. */
const plain = (path: string): string => path.replace(/(\(\/\|\$\).*|\/?\(\.\*\)|\$|\/)$/, '') || '/';

function ofHttpRoutes(bundle: Bundle): Way[] {
  const gateways = bundle.ofKind('Gateway').flatMap((gateway) => listAt(gateway, 'spec', 'listeners'));
  const tls = gateways.some((listener) => stringAt(listener, 'protocol') === 'HTTPS');
  return bundle.ofKind('HTTPRoute').flatMap((route) => {
    const hosts = listAt(route, 'spec', 'hostnames').map(String);
    return listAt(route, 'spec', 'rules').flatMap((rule) => {
      const paths = listAt(rule, 'matches').map((match) => stringAt(match, 'path', 'value') ?? '/');
      return listAt(rule, 'backendRefs').flatMap((backend) =>
        (hosts.length > 0 ? hosts : ['any host']).flatMap((name) =>
          (paths.length > 0 ? paths : ['/']).map((path) => ({
            name,
            tls,
            path,
            ...serviceOf(bundle, namespaceOf(route), backend),
          })),
        ),
      );
    });
  });
}

/** The ports that a Service opens on nodes or on a load balancer. */
function ofServices(bundle: Bundle): Way[] {
  const open = bundle.ofKind('Service').filter((service) => {
    return ['NodePort', 'LoadBalancer'].includes(stringAt(service, 'spec', 'type') ?? '');
  });
  return open.flatMap((service) =>
    listAt(service, 'spec', 'ports').map((port) => {
      const number = valueAt(port, stringAt(service, 'spec', 'type') === 'NodePort' ? 'nodePort' : 'port');
      return {
        name: identity(service).replace('Service', stringAt(service, 'spec', 'type') ?? ''),
        tls: false,
        path: `port ${number ?? 'of a node'}`,
        service,
        port: Number(valueAt(port, 'port')),
      };
    }),
  );
}
