import type { Bundle } from '../../bundle/bundle';
import { backendsOf, type IngressBackend } from '../../bundle/ingress-backends';
import { NameIndex } from '../../bundle/name-index';
import { listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Every route of an Ingress leads to a Service of its namespace, at a port of the Service. */
export const ingressBackendExists: Rule = {
  id: 'ingress-backend-exists',
  answer: 'broken',
  why: 'an ingress controller answers 503 for a route without a Service, and finds Services in no other namespace',
  example:
    'Ingress web/web: spec.rules[shop.example.com].http.paths[/api].backend.service.name: expected a Service in namespace web (the one of that name is in api), received "api" [ingress-backend-exists]',
  check: (bundle) => {
    const catalogue = NameIndex.of(bundle, 'Service');
    return bundle
      .ofKind('Ingress')
      .flatMap((ingress) => backendsOf(ingress).flatMap((backend) => mistaken(bundle, catalogue, ingress, backend)));
  },
};

function mistaken(
  bundle: Bundle,
  catalogue: NameIndex,
  ingress: Manifest,
  { path, service }: IngressBackend,
): Finding[] {
  const namespace = namespaceOf(ingress);
  const name = stringAt(service, 'name');
  if (!name) return [];
  const found = bundle.find('Service', namespace, name);
  if (!found) return [{ object: ingress, field: `${path}.name`, ...catalogue.missing(namespace, name) }];
  if (stringAt(found, 'spec', 'type') === 'ExternalName') return [];

  return ['number', 'name'].flatMap((form) => {
    const port = valueAt(service, 'port', form);
    const ports = listAt(found, 'spec', 'ports');
    if (port === undefined || ports.some((open) => valueAt(open, form === 'number' ? 'port' : 'name') === port))
      return [];
    const open = ports
      .flatMap((open) => [valueAt(open, 'name'), valueAt(open, 'port')])
      .filter((port) => port !== undefined);
    return [
      {
        object: ingress,
        field: `${path}.port.${form}`,
        expected: `a port of Service ${name} (${open.join(', ') || 'it has none'})`,
        received: quoted(port),
      },
    ];
  });
}
