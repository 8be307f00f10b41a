import { describe, expect, test } from '@jest/globals';
import { addressesInPools } from '../../../../lib/checker/rules/traffic/addresses-in-pools';
import { judge } from '../judge';
import { object } from '../object';

describe('addresses-in-pools', () => {
  const service = (annotations: string, name = 'dns', spec = 'type: LoadBalancer') =>
    `---\n{ apiVersion: v1, kind: Service, metadata: { name: ${name}, annotations: { ${annotations} } }, spec: { ${spec} } }\n`;
  const asking = (address: string, name = 'dns', more = '') =>
    service(`metallb.io/loadBalancerIPs: "${address}"${more}`, name);
  const pool = (addresses = '192.0.2.48/29', name = 'public', more = '') =>
    object('IPAddressPool', `metallb-system/${name}`, `spec: { addresses: ["${addresses}"]${more} }`);

  test('an address lies in the pool', () => {
    expect(judge(addressesInPools, asking('192.0.2.60') + pool())).toEqual([addressesInPools.example]);
    expect(judge(addressesInPools, asking('192.0.2.50') + pool())).toEqual([]);
    expect(judge(addressesInPools, asking('192.0.2.60') + pool() + pool('192.0.2.56 - 192.0.2.60', 'more'))).toEqual(
      [],
    );
    expect(judge(addressesInPools, asking('192.0.2.61') + pool('192.0.2.56-192.0.2.60'))).toHaveLength(1);
    expect(judge(addressesInPools, asking('192.0.2.55') + pool('192.0.2.56-192.0.2.60'))).toHaveLength(1);
  });

  test('a pool that a Service names is the only one', () => {
    const named = service('metallb.io/loadBalancerIPs: 192.0.2.50, metallb.io/address-pool: other');
    expect(judge(addressesInPools, named + pool() + pool('198.51.100.0/24', 'other'))).toHaveLength(1);
    expect(judge(addressesInPools, named + pool('198.51.100.0/24', 'public') + pool('192.0.2.0/24', 'other'))).toEqual(
      [],
    );
  });

  test('a Service of another type, another class or another family asks for nothing', () => {
    const annotation = 'metallb.io/loadBalancerIPs: 192.0.2.60';
    expect(judge(addressesInPools, service(annotation, 'dns', 'type: ClusterIP') + pool())).toEqual([]);
    const field = 'type: LoadBalancer, loadBalancerIP: 192.0.2.60';
    expect(judge(addressesInPools, service('', 'dns', field) + pool())).toHaveLength(1);
    expect(judge(addressesInPools, service('', 'dns', `${field}, loadBalancerClass: other`) + pool())).toEqual([]);
    expect(judge(addressesInPools, asking('2001:db8::1') + pool())).toEqual([]);
    expect(judge(addressesInPools, asking('192.0.2.60') + pool('{{ block }}'))).toEqual([]);
    expect(judge(addressesInPools, asking('192.0.2.60') + pool('2001:db8::/64'))).toHaveLength(1);
  });

  test('two Services share an address by one key', () => {
    const key = ', metallb.io/allow-shared-ip: dns';
    expect(judge(addressesInPools, asking('192.0.2.50') + asking('192.0.2.50', 'web') + pool())).toHaveLength(1);
    expect(judge(addressesInPools, asking('192.0.2.50', 'a', key) + asking('192.0.2.50', 'b', key) + pool())).toEqual(
      [],
    );
    expect(judge(addressesInPools, asking('192.0.2.50', 'a', key) + asking('192.0.2.50', 'b') + pool())).toHaveLength(
      1,
    );
  });

  test('a pool is open for the namespace of the Service', () => {
    const named = service('metallb.io/address-pool: public');
    const only = (place: string) => pool('192.0.2.48/29', 'public', `, serviceAllocation: { namespaces: [${place}] }`);
    expect(judge(addressesInPools, named + only('web'))).toHaveLength(1);
    expect(judge(addressesInPools, named + only('default'))).toEqual([]);
  });

  test('somebody announces the pool', () => {
    const announcing = (names: string) => object('L2Advertisement', 'metallb-system/l2', `spec: { ${names} }`);
    expect(judge(addressesInPools, pool() + announcing('ipAddressPools: [other]'))).toHaveLength(1);
    expect(judge(addressesInPools, pool() + announcing('ipAddressPools: [public]'))).toEqual([]);
    expect(judge(addressesInPools, pool() + announcing('interfaces: [eth0]'))).toEqual([]);
    const both = 'ipAddressPools: [other], ipAddressPoolSelectors: [{ matchLabels: { a: b } }]';
    expect(judge(addressesInPools, pool() + announcing(both))).toEqual([]);
  });

  test('knows the pools of Cilium', () => {
    const cilium = (block: string) => object('CiliumLoadBalancerIPPool', 'p', `spec: { blocks: [${block}] }`);
    const asked = service('lbipam.cilium.io/ips: "192.0.2.60"');
    expect(judge(addressesInPools, asked + cilium('{ cidr: 192.0.2.0/27 }'))).toHaveLength(1);
    expect(judge(addressesInPools, asked + cilium('{ cidr: 192.0.2.0/24 }'))).toEqual([]);
    expect(judge(addressesInPools, asked + cilium('{ start: 192.0.2.50, stop: 192.0.2.70 }'))).toEqual([]);
  });
});
