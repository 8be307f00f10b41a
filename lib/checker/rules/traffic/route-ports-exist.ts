import type { Bundle } from '../../bundle/bundle';
import { valuesAt } from '../../manifest/field-path';
import {
  identity,
  type Json,
  listAt,
  type Manifest,
  namespaceOf,
  numberAt,
  stringAt,
  valueAt,
} from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The fields of routes with the name and the port of a Service, by kinds in words. */
const FIELDS: readonly { readonly of: string; readonly field: string }[] = [
  // https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/
  { of: 'IngressRoute IngressRouteTCP IngressRouteUDP', field: 'spec.routes[].services[]' },
  { of: 'TraefikService', field: 'spec.weighted.services[]' },
  { of: 'TraefikService', field: 'spec.mirroring.mirrors[]' },
  { of: 'Middleware', field: 'spec.errors.service' },
  // https://gateway-api.sigs.k8s.io/reference/spec/. HTTPRoutes have a rule of their own.
  { of: 'GRPCRoute TCPRoute TLSRoute UDPRoute', field: 'spec.rules[].backendRefs[]' },
  // https://projectcontour.io/docs/main/config/api/
  { of: 'HTTPProxy', field: 'spec.routes[].services[]' },
  { of: 'HTTPProxy', field: 'spec.tcpproxy.services[]' },
];
/** https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination */
const DESTINATIONS = ['http', 'tcp', 'tls'].map((protocol) => `spec.${protocol}[].route[].destination`);

/** A route of an operator leads to a port that the Service has. */
export const routePortsExist: Rule = {
  id: 'route-ports-exist',
  answer: 'broken',
  why: 'a route takes the port of the Service, not the one of the pods: with another port the controller leaves the route out, and answers 404 or 503',
  example:
    'IngressRoute default/web: spec.routes[0].services[web].port: expected a port of Service default/web (8000), received 8080 [route-ports-exist]',
  about: [...FIELDS.flatMap(({ of }) => of.split(' ')), 'VirtualService'],
  check: (bundle) => [
    ...FIELDS.flatMap(({ of, field }) =>
      of.split(' ').flatMap((kind) =>
        bundle.ofKind(kind).flatMap((object) =>
          valuesAt(object, field).flatMap(({ value, path }) => {
            const isService = (stringAt(value, 'kind') ?? 'Service') === 'Service';
            const namespace = stringAt(value, 'namespace') ?? namespaceOf(object);
            const service = isService ? bundle.find('Service', namespace, stringAt(value, 'name') ?? '') : undefined;
            return missing(object, `${path}.port`, service, valueAt(value, 'port'));
          }),
        ),
      ),
    ),
    ...bundle.ofKind('VirtualService').flatMap((object) =>
      DESTINATIONS.flatMap((field) =>
        valuesAt(object, field).flatMap(({ value, path }) => {
          const service = serviceOf(bundle, object, stringAt(value, 'host') ?? '');
          return missing(object, `${path}.port.number`, service, valueAt(value, 'port', 'number'));
        }),
      ),
    ),
  ],
};

/** Traefik takes the name of a port, too. */
function missing(object: Manifest, field: string, service: Manifest | undefined, port: Json | undefined): Finding[] {
  if (service === undefined || stringAt(service, 'spec', 'type') === 'ExternalName') return [];
  if (typeof port !== 'number' && typeof port !== 'string') return [];
  const ports = listAt(service, 'spec', 'ports');
  const isOpen = ports.some((each) =>
    [numberAt(each, 'port'), stringAt(each, 'name')].some((one) => String(one) === String(port)),
  );
  if (isOpen || ports.length === 0) return [];
  const numbers = ports.map((each) => numberAt(each, 'port')).join(', ');
  return [{ object, field, expected: `a port of ${identity(service)} (${numbers})`, received: quoted(port) }];
}

/** A short host is of the namespace of the VirtualService. */
function serviceOf(bundle: Bundle, object: Manifest, host: string): Manifest | undefined {
  const [name = '', namespace = namespaceOf(object), ...rest] = host
    .replace(/\.svc(\.cluster\.local)?$/, '')
    .split('.');
  return rest.length > 0 ? undefined : bundle.find('Service', namespace, name);
}
