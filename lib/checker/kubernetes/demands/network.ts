import { isIP } from 'node:net';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { contains } from '../address-blocks';
import { atLeastOne, type Demand, exactlyOne, forbids, holds, isSet, needs, oneOf, when, whenSet } from '../demand';
import { dnsSubdomain } from '../name-syntax';

const BALANCED = [
  'allocateLoadBalancerNodePorts',
  'healthCheckNodePort',
  'loadBalancerClass',
  'loadBalancerSourceRanges',
];

const isExternal: Demand = holds(
  'externalTrafficPolicy',
  'no such field, without a node port, a load balancer or external IPs',
  (value) => !isSet(valueAt(value, 'externalTrafficPolicy')) || isSet(valueAt(value, 'externalIPs')),
);

const hasPorts: Demand = holds('ports', 'at least one port', (value) => {
  return isSet(valueAt(value, 'ports')) || valueAt(value, 'clusterIP') === 'None';
});

const firstAddress: Demand = holds('clusterIPs', 'clusterIP as the first address', (value) => {
  const [first] = listAt(value, 'clusterIPs');
  const own = valueAt(value, 'clusterIP');
  return first === undefined || (isSet(own) && first === own);
});

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

const endpointAddresses: Demand = holds('endpoints', 'addresses of the addressType', (slice) => {
  const type = stringAt(slice, 'addressType');
  const fits = (text: string) => {
    if (type === 'FQDN') return dnsSubdomain.fits(text);
    return type === 'IPv6' ? isIP(text) === 6 : type !== 'IPv4' || isIP(text) === 4;
  };
  return listAt(slice, 'endpoints').every((endpoint) =>
    listAt(endpoint, 'addresses').every((each) => fits(String(each))),
  );
});

export const NETWORK_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  EndpointAddress: [needs('ip')],
  EndpointSlice: [endpointAddresses],
  EndpointSubset: [
    atLeastOne('addresses', 'notReadyAddresses'),
    holds('ports', 'a name for each of several ports', (value) => {
      const ports = listAt(value, 'ports');
      return ports.length < 2 || ports.every((port) => isSet(valueAt(port, 'name')));
    }),
  ],
  EndpointSlicePort: [oneOf('protocol', 'TCP', 'UDP', 'SCTP')],
  HTTPIngressPath: [path],
  HTTPIngressRuleValue: [needs('paths')],
  IPBlock: [
    holds('except', 'blocks within cidr', (value) => {
      const cidr = stringAt(value, 'cidr') ?? '';
      return listAt(value, 'except').every((each) => each !== cidr && contains(cidr, String(each)));
    }),
  ],
  IngressBackend: [exactlyOne('resource', 'service')],
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
  ServiceBackendPort: [exactlyOne('name', 'number')],
  ServiceSpec: [
    when('type', 'ExternalName', needs('externalName'), forbids('clusterIP', 'clusterIPs')),
    when('type', ['ClusterIP', 'LoadBalancer', 'NodePort', undefined], hasPorts),
    when('type', ['LoadBalancer', 'NodePort'], (value) =>
      valueAt(value, 'clusterIP') === 'None' ? [{ field: 'clusterIP', expected: 'no headless Service' }] : [],
    ),
    when('type', ['ClusterIP', 'ExternalName', 'NodePort', undefined], forbids(...BALANCED)),
    when('type', ['ClusterIP', 'ExternalName', undefined], isExternal),
    when('type', ['ClusterIP', undefined], (value) =>
      listAt(value, 'ports').some((port) => isSet(valueAt(port, 'nodePort')) && valueAt(port, 'nodePort') !== 0)
        ? [{ field: 'ports', expected: 'no nodePort', received: 'a nodePort' }]
        : [],
    ),
    when('externalTrafficPolicy', ['Cluster', undefined], forbids('healthCheckNodePort')),
    when('sessionAffinity', ['None', undefined], forbids('sessionAffinityConfig')),
    firstAddress,
  ],
};
