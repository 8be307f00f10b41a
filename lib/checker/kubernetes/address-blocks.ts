import { BlockList, isIP } from 'node:net';
import { type Json, listAt, stringAt } from '../manifest/manifest';

/** True if all addresses of the inner block (CIDR) lie in the outer block. */
export function contains(outer: string, inner: string): boolean {
  const [block, within] = [parse(outer), parse(inner)];
  if (!block || !within || block.family !== within.family || within.prefix < block.prefix) return false;
  const list = new BlockList();
  list.addSubnet(block.address, block.prefix, block.family);
  return list.check(within.address, within.family);
}

/** True if an `ipBlock` of a NetworkPolicy allows all addresses of a block. */
export function admitsBlock(ipBlock: Json, cidr: string): boolean {
  const excepted = listAt(ipBlock, 'except').map(String);
  return (
    contains(stringAt(ipBlock, 'cidr') ?? '', cidr) &&
    !excepted.some((hole) => contains(hole, cidr) || contains(cidr, hole))
  );
}

function parse(cidr: string) {
  const [address = '', bits = ''] = cidr.split('/');
  const version = isIP(address);
  const prefix = /^\d+$/.test(bits) ? Number(bits) : Number.NaN;
  if (version === 0 || !(prefix <= (version === 4 ? 32 : 128))) return undefined;
  return { address, prefix, family: version === 4 ? ('ipv4' as const) : ('ipv6' as const) };
}
