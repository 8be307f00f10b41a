import { isIP } from 'node:net';
import { type Json, listAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Demand, distinct, forbids, holds, isSet, needs, when } from '../demand';
import { domain } from '../value-syntax';
import { isLocalAddress } from './network';

const BALANCED = [
  'allocateLoadBalancerNodePorts',
  'healthCheckNodePort',
  'loadBalancerClass',
  'loadBalancerSourceRanges',
];

const isExternal: Demand = holds(
  'externalTrafficPolicy',
  'no such field, without a node port, a load balancer or external IPs',
  (value) => {
    const external = isSet(valueAt(value, 'externalIPs')) && valueAt(value, 'type') !== 'ExternalName';
    return !isSet(valueAt(value, 'externalTrafficPolicy')) || external;
  },
);

const hasPorts: Demand = holds('ports', 'at least one port', (value) => {
  return isSet(valueAt(value, 'ports')) || valueAt(value, 'clusterIP') === 'None';
});

/** The addresses of a Service, at most one of each family. */
const addresses: readonly Demand[] = [
  holds('clusterIPs', 'clusterIP as the first address', (value) => {
    const [first] = listAt(value, 'clusterIPs');
    const own = valueAt(value, 'clusterIP');
    return first === undefined || (isSet(own) && first === own);
  }),
  holds('clusterIPs', 'None alone, or at most one address of each family', (value) => {
    const all = listAt(value, 'clusterIPs').map(String);
    if (all.length < 2) return true;
    return all.length === 2 && !all.includes('None') && isIP(all[0] ?? '') !== isIP(all[1] ?? '');
  }),
  holds('externalIPs', 'addresses that are not local', (value) =>
    listAt(value, 'externalIPs').every((each) => !isLocalAddress(String(each))),
  ),
  distinct('ipFamilies', 'each family once'),
  holds('clusterIP', 'an address of the first of ipFamilies', (value) => {
    const [first] = listAt(value, 'ipFamilies');
    const family = first === undefined ? 0 : isIP(stringAt(value, 'clusterIP') ?? '');
    return family === 0 || first === `IPv${family}`;
  }),
];

const nodePorts: readonly Demand[] = [
  when('type', ['ClusterIP', undefined], (value) =>
    listAt(value, 'ports').some(hasNodePort)
      ? [{ field: 'ports', expected: 'no nodePort', received: 'a nodePort' }]
      : [],
  ),
  holds('ports', 'each nodePort of a protocol once', (value) => {
    const ports = listAt(value, 'ports').filter(hasNodePort);
    const keys = ports.map((port) => `${valueAt(port, 'nodePort')} ${stringAt(port, 'protocol') ?? 'TCP'}`);
    return new Set(keys).size === keys.length;
  }),
];

function hasNodePort(port: Json): boolean {
  return isSet(valueAt(port, 'nodePort')) && valueAt(port, 'nodePort') !== 0;
}

export const SERVICE_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  ServiceSpec: [
    when(
      'type',
      'ExternalName',
      needs('externalName'),
      forbids('clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'),
      holds('externalName', domain.expected, (value) => domain.fits(stringAt(value, 'externalName') ?? 'a')),
    ),
    when('type', ['ClusterIP', 'LoadBalancer', 'NodePort', undefined], hasPorts),
    when('type', ['LoadBalancer', 'NodePort'], (value) =>
      valueAt(value, 'clusterIP') === 'None' ? [{ field: 'clusterIP', expected: 'no headless Service' }] : [],
    ),
    when('type', ['ClusterIP', 'ExternalName', 'NodePort', undefined], forbids(...BALANCED)),
    when('type', ['ClusterIP', 'ExternalName', undefined], isExternal),
    ...nodePorts,
    when('externalTrafficPolicy', ['Cluster', undefined], (value) =>
      [0, undefined].includes(valueAt(value, 'healthCheckNodePort') as number)
        ? []
        : [{ field: 'healthCheckNodePort', expected: 'no such field (without externalTrafficPolicy Local)' }],
    ),
    when('sessionAffinity', 'None', forbids('sessionAffinityConfig')),
    ...addresses,
  ],
};
