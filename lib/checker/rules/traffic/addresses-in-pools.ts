import { isIPv4 } from 'node:net';
import type { Bundle } from '../../bundle/bundle';
import { contains } from '../../kubernetes/address-blocks';
import { valuesAt } from '../../manifest/field-path';
import { getOrInsert } from '../../manifest/get-or-insert';
import { identity, type Json, listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { ADDRESS_POOLS, type AddressPools } from '../../programs/address-pools';
import { type Finding, quoted, type Rule } from '../../rule';

/** An address of a Service comes from a pool that is there for the Service. */
export const addressesInPools: Rule = {
  id: 'addresses-in-pools',
  answer: 'broken',
  why: 'a load balancer gives addresses of its pools, each to one Service, and announces the pools that it is told to: another Service waits for ever',
  example:
    'Service default/dns: metadata.annotations[metallb.io/loadBalancerIPs]: expected an address of IPAddressPool metallb-system/public (192.0.2.48/29), received "192.0.2.60" [addresses-in-pools]',
  about: ADDRESS_POOLS.map(({ kind }) => kind),
  check: (bundle) => ADDRESS_POOLS.flatMap((row) => of(bundle, row)),
};

interface Ask {
  readonly service: Manifest;
  readonly field: string;
  readonly address: string;
  readonly key: string | undefined;
}

function of(bundle: Bundle, row: AddressPools): Finding[] {
  const pools = bundle.ofKind(row.kind);
  if (pools.length === 0) return [];
  const asks = bundle.ofKind('Service').flatMap((service) => asksOf(service, row));
  const outside = asks.flatMap(({ service, field, address }): Finding[] => {
    const named = row.names.flatMap((name) => stringAt(service, 'metadata', 'annotations', name) ?? []);
    const own = pools.filter(({ metadata }) => named.length === 0 || named.includes(metadata.name));
    const blocks = own.flatMap((pool) =>
      row.blocks.flatMap((place) => valuesAt(pool, place).map(({ value }) => value)),
    );
    if (own[0] === undefined || blocks.some((block) => has(block, address) !== false)) return [];
    const expected = `an address of ${own.map(identity).join(' or ')} (${blocks.map(shown).join(', ')})`;
    return [{ object: service, field, expected, received: quoted(address) }];
  });
  return [...outside, ...twice(asks), ...closed(bundle, row, pools), ...silent(bundle, row, pools)];
}

function asksOf(service: Manifest, { asks, shares, field, names }: AddressPools): Ask[] {
  if (stringAt(service, 'spec', 'type') !== 'LoadBalancer') return [];
  const annotation = (name: string) => stringAt(service, 'metadata', 'annotations', name);
  const key = shares.flatMap((name) => annotation(name) ?? [])[0];
  // Another load balancer may read the field.
  const isOwn = field && (valueAt(service, 'spec', 'loadBalancerClass') === undefined || names.some(annotation));
  const written = [
    ...asks.map((name) => ({ field: `metadata.annotations[${name}]`, text: annotation(name) })),
    { field: 'spec.loadBalancerIP', text: isOwn ? stringAt(service, 'spec', 'loadBalancerIP') : undefined },
  ];
  return written.flatMap(({ text = '', ...place }) =>
    text
      .split(',')
      .map((address) => address.trim())
      .filter((address) => isIPv4(address))
      .map((address) => ({ service, key, address, field: place.field })),
  );
}

/** True if a block, or a range, has an address. Undefined for a block of another form. */
function has(block: Json, address: string): boolean | undefined {
  const text = typeof block === 'string' ? block : undefined;
  const [start = '', stop = start] = text?.split('-').map((part) => part.trim()) ?? [
    stringAt(block, 'start') ?? '',
    stringAt(block, 'stop') ?? stringAt(block, 'start') ?? '',
  ];
  if (text?.includes('/')) return isIPv4(text.split('/', 1)[0] ?? '') ? contains(text, `${address}/32`) : false;
  if (text === undefined && valueAt(block, 'cidr') !== undefined) return false;
  if (start.includes(':')) return false;
  if (!isIPv4(start) || !isIPv4(stop)) return undefined;
  return number(start) <= number(address) && number(address) <= number(stop);
}

const number = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const shown = (block: Json): string => {
  return typeof block === 'string'
    ? block
    : (stringAt(block, 'cidr') ?? `${stringAt(block, 'start')}-${stringAt(block, 'stop')}`);
};

/** One address for two Services without a common key. */
function twice(asks: readonly Ask[]): Finding[] {
  const found = new Map<string, Ask[]>();
  for (const ask of asks) getOrInsert(found, ask.address, () => []).push(ask);
  return [...found.values()].flatMap(([first, ...others]) =>
    others
      .filter((ask) => first && first.service !== ask.service && (ask.key === undefined || ask.key !== first.key))
      .map(({ service, field, address }) => {
        const expected = `an address of its own, or one key to share an address (${identity(first?.service ?? service)} has this one)`;
        return { object: service, field, expected, received: quoted(address) };
      }),
  );
}

/** A pool for other namespaces: https://metallb.io/configuration/_advanced_ipaddresspool_configuration/ */
function closed(bundle: Bundle, { names }: AddressPools, pools: readonly Manifest[]): Finding[] {
  return bundle.ofKind('Service').flatMap((service) =>
    names.flatMap((name): Finding[] => {
      const pool = pools.find(({ metadata }) => metadata.name === stringAt(service, 'metadata', 'annotations', name));
      const places = listAt(pool, 'spec', 'serviceAllocation', 'namespaces');
      const isSelected = valueAt(pool, 'spec', 'serviceAllocation', 'namespaceSelectors') !== undefined;
      if (pool === undefined || places.length === 0 || isSelected || places.includes(namespaceOf(service))) return [];
      const expected = `a pool for namespace ${namespaceOf(service)} (${identity(pool)} is for ${places.join(', ')})`;
      return [
        { object: service, field: `metadata.annotations[${name}]`, expected, received: quoted(pool.metadata.name) },
      ];
    }),
  );
}

/** A pool that no advertisement announces, where each advertisement names its pools. */
function silent(bundle: Bundle, { announced }: AddressPools, pools: readonly Manifest[]): Finding[] {
  const all = announced?.kinds.flatMap((kind) => bundle.ofKind(kind)) ?? [];
  const names = all.map((each) => valuesAt(each, announced?.names ?? '').map(({ value }) => String(value)));
  const isOpen =
    names.some((list) => list.length === 0) ||
    all.some((each) => valuesAt(each, announced?.selectors ?? '').length > 0);
  if (all.length === 0 || isOpen) return [];
  return pools
    .filter(({ metadata }) => !names.flat().includes(metadata.name))
    .map((object) => ({
      object,
      field: 'metadata.name',
      answer: 'risk',
      expected: `a pool that ${all.map(identity).join(' or ')} announces (${names.flat().join(', ')})`,
      received: quoted(object.metadata.name),
    }));
}
