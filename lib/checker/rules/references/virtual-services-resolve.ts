import type { Bundle } from '../../bundle/bundle';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { openPorts } from '../../bundle/traffic/open-ports';
import { entryPath, valuesAt } from '../../manifest/field-path';
import {
  apiGroup,
  identity,
  listAt,
  type Manifest,
  namespaceOf,
  numberAt,
  stringAt,
  valueAt,
} from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

const isOfIstio = ({ apiVersion }: Manifest): boolean => apiGroup(apiVersion) === 'networking.istio.io';

/** A VirtualService names gateways, hosts and ports that exist: https://istio.io/latest/docs/reference/config/networking/virtual-service/ */
export const virtualServicesResolve: Rule = {
  id: 'virtual-services-resolve',
  answer: 'broken',
  why: 'a VirtualService of a missing gateway, or of a host that the gateway does not have, is never used: clients get 404 or 503',
  example:
    'VirtualService default/web: spec.gateways[0]: expected a Gateway in namespace default (edge), received "egde"; did you mean "edge"? [virtual-services-resolve]',
  about: ['networking.istio.io'],
  check: (bundle) =>
    bundle
      .ofKind('VirtualService')
      .filter(isOfIstio)
      .flatMap((object) => [...gateways(bundle, object), ...ports(bundle, object)])
      .concat(hosts(bundle)),
};

/** The hosts of routes and of DestinationRules, unless a ServiceEntry makes hosts of its own. */
function hosts(bundle: Bundle): Finding[] {
  if (bundle.ofKind('ServiceEntry').length > 0) return [];
  const routes = ['http', 'tcp', 'tls'].map((protocol) => `spec.${protocol}[].route[].destination.host`);
  return [
    ...bundle.ofKind('VirtualService').map((object) => ({ object, paths: routes })),
    ...bundle.ofKind('DestinationRule').map((object) => ({ object, paths: ['spec.host'] })),
  ].flatMap(({ object, paths }) =>
    paths.flatMap((path) =>
      valuesAt(object, path).flatMap(({ value, path: field }): Finding[] => {
        if (typeof value !== 'string' || value.includes('*') || !isOfIstio(object)) return [];
        const answer = ClusterDns.of(bundle).answer(value, namespaceOf(object));
        if (answer === undefined || answer.service !== undefined) return [];
        const { service, ...nowhere } = answer;
        return [{ object, field, ...nowhere, received: quoted(value) }];
      }),
    ),
  );
}

function gateways(bundle: Bundle, object: Manifest): Finding[] {
  const all = bundle.ofKind('Gateway').filter(isOfIstio);
  const hosts = listAt(object, 'spec', 'hosts').map(String);
  return listAt(object, 'spec', 'gateways').flatMap((written, index): Finding[] => {
    const name = String(written);
    const [place, short] = name.includes('/') ? name.split('/') : [namespaceOf(object), name];
    const there = all.filter((each) => namespaceOf(each) === place);
    // Gateways of a namespace without any stand elsewhere.
    if (name === 'mesh' || there.length === 0) return [];
    const gateway = there.find(({ metadata }) => metadata.name === short);
    const field = `spec.gateways[${index}]`;
    if (gateway === undefined) {
      const known = there.map(({ metadata }) => metadata.name);
      const expected = `a Gateway in namespace ${place} (${known.join(', ')})`;
      return [{ object, field, expected, received: quoted(name), meant: nearest(short ?? '', known) }];
    }
    const served = valuesAt(gateway, 'spec.servers[].hosts').flatMap(({ value }) => listAt(value).map(String));
    const open = served.map((host) => host.slice(host.indexOf('/') + 1));
    if (open.length === 0 || hosts.some((host) => open.some((each) => covers(each, host)))) return [];
    const expected = `a host of ${identity(gateway)} (${open.join(', ')})`;
    return [{ object, field: 'spec.hosts', expected, received: quoted(hosts) }];
  });
}

/** `*` covers all, `*.example.com` each name below. */
function covers(pattern: string, host: string): boolean {
  const fits = (one: string, other: string) => one === other || (one.startsWith('*') && other.endsWith(one.slice(1)));
  return fits(pattern, host) || fits(host, pattern);
}

function ports(bundle: Bundle, object: Manifest): Finding[] {
  return ['http', 'tcp', 'tls'].flatMap((protocol) =>
    valuesAt(object, `spec.${protocol}[].route[].destination`).flatMap(({ value, path }): Finding[] => {
      const port = numberAt(value, 'port', 'number');
      const found = ClusterDns.of(bundle).answer(stringAt(value, 'host') ?? '', namespaceOf(object));
      if (found?.service === undefined) return [];
      const known = openPorts(bundle, found);
      const service = listAt(found.service, 'spec', 'ports').map((each) => valueAt(each, 'port'));
      // Istio routes by the port of the Service, of a headless one as well.
      if (port === undefined || known === undefined || service.includes(port)) return [];
      const expected = `a port of ${identity(found.service)} (${service.join(', ')})`;
      return [{ object, field: entryPath(path, 'port'), expected, received: String(port) }];
    }),
  );
}
