import { getOrInsert } from '../../manifest/get-or-insert';
import { identity, listAt, type Manifest, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const DOMAINS = ['metallb.io', 'metallb.universe.tf'];

/** A load balancer has an address of a pool of MetalLB, and shares the address on purpose alone: https://metallb.io/usage/ */
export const addressesGiven: Rule = {
  id: 'addresses-given',
  answer: 'broken',
  why: 'MetalLB gives an address of its pools once: a Service that asks for another one, or for one that is taken, stays without an address',
  example:
    'Service default/web: spec.loadBalancerIP: expected an address of an IPAddressPool (192.0.2.10-192.0.2.20), received "192.0.3.12" [addresses-given]',
  check: (bundle) => {
    const blocks = bundle.ofKind('IPAddressPool').flatMap((pool) => listAt(pool, 'spec', 'addresses').map(String));
    if (blocks.length === 0) return [];
    const asked = bundle
      .ofKind('Service')
      .filter((each) => stringAt(each, 'spec', 'type') === 'LoadBalancer')
      .flatMap(addressesOf);
    return [...outside(asked, blocks), ...taken(asked)];
  },
};

interface Asked {
  readonly object: Manifest;
  readonly field: string;
  readonly address: string;
}

function addressesOf(object: Manifest): Asked[] {
  const own = stringAt(object, 'spec', 'loadBalancerIP');
  const annotated = DOMAINS.flatMap((domain) => {
    const key = `${domain}/loadBalancerIPs`;
    const value = stringAt(object, 'metadata', 'annotations', key);
    return (value?.split(/\s*,\s*/) ?? []).map((address) => ({
      object,
      field: `metadata.annotations[${key}]`,
      address,
    }));
  });
  return [...(own === undefined ? [] : [{ object, field: 'spec.loadBalancerIP', address: own }]), ...annotated];
}

function outside(asked: readonly Asked[], blocks: readonly string[]): Finding[] {
  const ranges = blocks.map(rangeOf);
  // An address of IPv6 is not compared.
  if (ranges.some((range) => range === undefined)) return [];
  return asked
    .filter(({ address }) => {
      const number = numberOf(address);
      return number !== undefined && !ranges.some((range) => range && number >= range[0] && number <= range[1]);
    })
    .map(({ object, field, address }) => ({
      object,
      field,
      expected: `an address of an IPAddressPool (${blocks.join(', ')})`,
      received: quoted(address),
    }));
}

/** Services share an address if both have the same key: https://metallb.io/usage/#ip-address-sharing */
function taken(asked: readonly Asked[]): Finding[] {
  const first = new Map<string, Manifest>();
  return asked.flatMap(({ object, field, address }): Finding[] => {
    const other = getOrInsert(first, address, () => object);
    if (other === object || (keyOf(object) !== undefined && keyOf(object) === keyOf(other))) return [];
    const expected = `an address that ${identity(other)} does not have, or allow-shared-ip of both`;
    return [{ object, field, expected, received: quoted(address) }];
  });
}

const keyOf = (service: Manifest): string | undefined =>
  DOMAINS.map((domain) => stringAt(service, 'metadata', 'annotations', `${domain}/allow-shared-ip`)).find((key) => key);

/** The first and the last address of `192.0.2.0/24`, or of `192.0.2.10-192.0.2.20`. */
function rangeOf(block: string): readonly [number, number] | undefined {
  const [first = '', bits] = block.split('/');
  if (bits !== undefined) {
    const [start, size] = [numberOf(first), 2 ** (32 - Number(bits))];
    return start === undefined
      ? undefined
      : [Math.floor(start / size) * size, Math.floor(start / size) * size + size - 1];
  }
  const [from, to] = block.split(/\s*-\s*/).map(numberOf);
  return from === undefined || to === undefined ? undefined : [from, to];
}

function numberOf(address: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address.trim())?.slice(1).map(Number);
  return parts?.reduce((sum, part) => sum * 256 + part, 0);
}
