import { isIP } from 'node:net';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { contains } from '../address-blocks';
import {
  atLeastOne,
  atMostItems,
  type Demand,
  distinct,
  exactlyOne,
  fits,
  forbids,
  holds,
  isSet,
  needs,
  oneOf,
  when,
  whenSet,
} from '../demand';
import { dnsSubdomain, pathSegment } from '../name-syntax';

const path: Demand = (value) => {
  const given = stringAt(value, 'path') ?? '';
  const type = stringAt(value, 'pathType');
  const exact = type === 'Exact' || type === 'Prefix';
  if (given === '' && !exact) return [];
  if (!given.startsWith('/'))
    return [{ field: 'path', expected: 'a path that begins with /', ...(given === '' && { received: 'nothing' }) }];
  if (!exact || !/\/\/|\/\.\.?(\/|$)|%2f/i.test(given)) return [];
  return [{ field: 'path', expected: 'a path without //, /., /.. and %2F' }];
};

/** True for addresses that traffic from elsewhere never reaches. */
export const isLocalAddress = (text: string): boolean =>
  /^(127\.|169\.254\.|224\.0\.0\.|0\.0\.0\.0$|::1?$|fe[89ab][0-9a-f]:|ff.2:)/i.test(text);

const endpointAddresses: Demand = holds(
  'endpoints',
  'addresses of the addressType, and none of them local',
  (slice) => {
    const type = stringAt(slice, 'addressType');
    const fits = (text: string) => {
      if (type === 'FQDN') return dnsSubdomain.fits(text.replace(/\.$/, '')) && text.replace(/\.$/, '').includes('.');
      const family = type === 'IPv6' ? 6 : 4;
      return !['IPv4', 'IPv6'].includes(type ?? '') || (isIP(text) === family && !isLocalAddress(text));
    };
    return listAt(slice, 'endpoints').every((endpoint) =>
      listAt(endpoint, 'addresses').every((each) => fits(String(each))),
    );
  },
);

const families = (field: string): Demand =>
  holds(field, 'at most one block of each family', (value) => {
    const all = listAt(value, ...field.split('.')).map((each) => isIP(String(each).split('/')[0] ?? ''));
    return new Set(all).size === all.length;
  });

export const NETWORK_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  Endpoint: [needs('addresses'), atMostItems('addresses', 100)],
  EndpointAddress: [
    needs('ip'),
    holds('ip', 'an address that is not local', (value) => !isLocalAddress(stringAt(value, 'ip') ?? '')),
  ],
  EndpointHints: [
    atMostItems('forZones', 8),
    atMostItems('forNodes', 8),
    distinct('forZones', 'each zone once', (zone) => valueAt(zone, 'name')),
    distinct('forNodes', 'each node once', (node) => valueAt(node, 'name')),
  ],
  EndpointSlice: [
    endpointAddresses,
    atMostItems('endpoints', 1000),
    distinct('ports', 'each name once', (port) => valueAt(port, 'name') ?? ''),
  ],
  EndpointSlicePort: [oneOf('protocol', 'TCP', 'UDP', 'SCTP')],
  EndpointSubset: [
    atLeastOne('addresses', 'notReadyAddresses'),
    holds('ports', 'a name for each of several ports', (value) => {
      const ports = listAt(value, 'ports');
      return ports.length < 2 || ports.every((port) => isSet(valueAt(port, 'name')));
    }),
  ],
  HTTPIngressPath: [path],
  // https://gateway-api.sigs.k8s.io/reference/spec/#backendobjectreference
  HTTPRouteSpecRulesBackendRefs: [when('kind', [undefined, 'Service'], when('group', [undefined, ''], needs('port')))],
  HTTPRouteSpecRulesMatchesPath: [
    holds('value', 'a path that begins with /', (match) => {
      return stringAt(match, 'type') === 'RegularExpression' || (stringAt(match, 'value') ?? '/').startsWith('/');
    }),
  ],
  HTTPIngressRuleValue: [needs('paths')],
  IPAddress: [
    holds('metadata.name', 'the IP address itself', (object) => isIP(stringAt(object, 'metadata', 'name') ?? '') > 0),
  ],
  IPAddressSpec: [needs('parentRef.resource', 'parentRef.name')],
  IPBlock: [
    holds('except', 'blocks within cidr', (value) => {
      const cidr = stringAt(value, 'cidr') ?? '';
      return listAt(value, 'except').every((each) => each !== cidr && contains(cidr, String(each)));
    }),
  ],
  Ingress: [
    holds('spec.ingressClassName', 'the class of the annotation kubernetes.io/ingress.class', (ingress) => {
      const annotated = stringAt(ingress, 'metadata', 'annotations', 'kubernetes.io/ingress.class');
      const named = stringAt(ingress, 'spec', 'ingressClassName');
      return annotated === undefined || named === undefined || annotated === named;
    }),
  ],
  IngressBackend: [
    exactlyOne('resource', 'service'),
    whenSet(
      'resource',
      needs('resource.kind', 'resource.name'),
      fits('resource.apiGroup', dnsSubdomain),
      fits('resource.kind', pathSegment),
      fits('resource.name', pathSegment),
    ),
  ],
  IngressClassParametersReference: [
    oneOf('scope', 'Cluster', 'Namespace'),
    when('scope', 'Namespace', needs('namespace')),
    when('scope', ['Cluster', undefined], forbids('namespace')),
  ],
  IngressServiceBackend: [needs('name', 'port')],
  IngressSpec: [atLeastOne('defaultBackend', 'rules')],
  NetworkPolicyPeer: [
    atLeastOne('ipBlock', 'namespaceSelector', 'podSelector'),
    whenSet('ipBlock', forbids('namespaceSelector', 'podSelector')),
  ],
  NetworkPolicySpec: [atMostItems('policyTypes', 2)],
  NodeSpec: [families('podCIDRs')],
  ServiceBackendPort: [
    (value, place) =>
      exactlyOne('name', 'number')(valueAt(value, 'number') === 0 ? { name: valueAt(value, 'name') } : value, place),
  ],
  ServiceCIDRSpec: [needs('cidrs'), families('cidrs')],
};
