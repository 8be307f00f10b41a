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

/** True if an `ipBlock` of a NetworkPolicy allows all addresses of a block, apart from the exceptions of the block. */
export function admitsBlock(ipBlock: Json, cidr: string, except: readonly string[] = []): boolean {
  return isWithin({ cidr, except }, blockOf(ipBlock));
}

/** A block of addresses with holes. */
interface Block {
  readonly cidr: string;
  readonly except: readonly string[];
}

/** The block of an `ipBlock`. */
export function blockOf(ipBlock: Json): Block {
  return { cidr: stringAt(ipBlock, 'cidr') ?? '', except: listAt(ipBlock, 'except').map(String) };
}

/** True if all addresses of the inner block lie in the outer block. Each hole of the outer block is one of the inner. */
export function isWithin(inner: Block, outer: Block): boolean {
  const holes = outer.except.filter((hole) => contains(hole, inner.cidr) || contains(inner.cidr, hole));
  const isHole = (block: string) => inner.except.some((hole) => contains(hole, block));
  return contains(outer.cidr, inner.cidr) && holes.every(isHole);
}

function parse(cidr: string) {
  const [address = '', bits = ''] = cidr.split('/');
  const version = isIP(address);
  const prefix = /^\d+$/.test(bits) ? Number(bits) : Number.NaN;
  if (version === 0 || !(prefix <= (version === 4 ? 32 : 128))) return undefined;
  return { address, prefix, family: version === 4 ? ('ipv4' as const) : ('ipv6' as const) };
}
