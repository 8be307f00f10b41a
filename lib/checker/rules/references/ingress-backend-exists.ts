import type { Bundle } from '../../bundle/bundle';
import { NameIndex } from '../../bundle/references/name-index';
import { type RouteBackend, routeBackends } from '../../bundle/traffic/route-backends';
import { listAt, type Manifest, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Every route of an Ingress or an HTTPRoute leads to a Service, at a port of the Service. */
export const ingressBackendExists: Rule = {
  id: 'ingress-backend-exists',
  answer: 'broken',
  why: 'a controller answers 503 or 500 for a route without a Service, and an Ingress finds Services in no other namespace',
  example:
    'Ingress web/web: spec.rules[shop.example.com].http.paths[/api].backend.service.name: expected a Service in namespace web (the one of that name is in api), received "api" [ingress-backend-exists]',
  check: (bundle) => {
    const catalogue = NameIndex.of(bundle, 'Service');
    return routeBackends(bundle).flatMap((backend) => mistaken(bundle, catalogue, backend));
  },
};

function mistaken(bundle: Bundle, catalogue: NameIndex, backend: RouteBackend): Finding[] {
  const { object, field, namespace, name, port } = backend;
  const found = bundle.find('Service', namespace, name);
  if (!found) {
    const fits = (other: string) => port && opens(bundle.find('Service', namespace, other), port.value);
    return [{ object, field: `${field}.name`, ...catalogue.missing(namespace, name, undefined, fits) }];
  }
  if (stringAt(found, 'spec', 'type') === 'ExternalName' || !port) return [];
  const ports = listAt(found, 'spec', 'ports');
  if (opens(found, port.value)) return [];
  const open = ports
    .flatMap((open) => [valueAt(open, 'name'), valueAt(open, 'port')])
    .filter((port) => port !== undefined);
  const expected = `a port of Service ${name} (${open.join(', ') || 'it has none'})`;
  return [{ object, field: port.field, expected, received: quoted(port.value) }];
}

function opens(service: Manifest | undefined, port: number | string): boolean {
  const field = typeof port === 'number' ? 'port' : 'name';
  return listAt(service, 'spec', 'ports').some((open) => valueAt(open, field) === port);
}
