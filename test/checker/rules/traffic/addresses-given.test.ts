import { describe, expect, test } from '@jest/globals';
import { addressesGiven } from '../../../../lib/checker/rules/traffic/addresses-given';
import { judge } from '../judge';
import { object } from '../object';

describe('addresses-given', () => {
  const pool = (addresses: string) =>
    object('IPAddressPool', 'metallb-system/public', `spec: { addresses: [${addresses}] }`);
  const service = (name: string, spec: string, annotations = '') =>
    `---\n{ apiVersion: v1, kind: Service, metadata: { name: ${name}, annotations: { ${annotations} } }, spec: { type: LoadBalancer, ${spec} } }\n`;
  const said = (...yaml: string[]) => judge(addressesGiven, yaml.join(''));
  const POOL = pool('192.0.2.10-192.0.2.20');
  const at = (address: string) => `loadBalancerIP: ${address}`;

  test('finds an address outside of the pools', () => {
    expect(said(POOL, service('web', at('192.0.3.12')))).toEqual([addressesGiven.example]);
    expect(said(POOL, service('web', 'a: b', 'metallb.io/loadBalancerIPs: 192.0.2.21'))).toHaveLength(1);
    expect(said(POOL, service('web', at('192.0.2.10')))).toEqual([]);
    expect(said(POOL, service('web', at('192.0.2.20')))).toEqual([]);
    expect(said(pool('192.0.2.0/28'), service('web', at('192.0.2.15')))).toEqual([]);
    expect(said(pool('192.0.2.0/28'), service('web', at('192.0.2.16')))).toHaveLength(1);
    expect(said(POOL, service('web', 'a: b'))).toEqual([]);
    expect(said(service('web', at('192.0.3.12')))).toEqual([]);
    expect(said(pool('192.0.2.0/28, "2001:db8::/64"'), service('web', at('192.0.3.12')))).toEqual([]);
  });

  test('finds an address twice', () => {
    const key = (value: string) => `metallb.io/allow-shared-ip: ${value}`;
    const two = (first: string, second: string) =>
      said(POOL, service('web', at('192.0.2.12'), first), service('api', at('192.0.2.12'), second));
    expect(two('', '')).toEqual([
      expect.stringContaining('expected an address that Service default/web does not have'),
    ]);
    expect(two(key('a'), key('b'))).toHaveLength(1);
    expect(two(key('a'), key('a'))).toEqual([]);
    expect(said(POOL, service('web', at('192.0.2.12')), service('api', at('192.0.2.13')))).toEqual([]);
  });
});
