import { isIP } from 'node:net';
import { problem, Unquoted } from '../checker/problem';
import { checkHostName } from './name';

/** Where a server outside of the cluster answers: under a name, or at one address. */
export type ExternalAddress = NamedAddress | FixedAddress;

export interface NamedAddress {
  /** Its DNS name, such as "shop.abc123.ap-northeast-2.rds.amazonaws.com". */
  readonly hostname: string;
  /** The blocks of addresses that the name may lead to, such as "10.20.0.0/24": NetworkPolicies know no names. */
  readonly cidrs: readonly string[];
  readonly ip?: never;
}

export interface FixedAddress {
  /** Its IPv4 address. */
  readonly ip: string;
  readonly hostname?: never;
  readonly cidrs?: never;
}

/** The blocks of addresses that its clients must reach. */
export function cidrsOf({ ip, cidrs = [] }: ExternalAddress): readonly string[] {
  return ip === undefined ? cidrs : [`${ip}/32`];
}

export function checkExternalAddress(field: string, address: ExternalAddress): string[] {
  if (address.ip !== undefined) {
    return isIP(address.ip) === 4 ? [] : [problem(`${field}.ip`, 'an IPv4 address, such as "10.20.0.5"', address.ip)];
  }
  const { hostname, cidrs } = address;
  return [
    ...checkHostName(`${field}.hostname`, hostname),
    ...(cidrs.length === 0 ? [problem(`${field}.cidrs`, 'at least one block of addresses', new Unquoted('none'))] : []),
    ...cidrs
      .filter((cidr) => !isCidr(cidr))
      .map((cidr) => problem(`${field}.cidrs`, 'blocks such as "10.20.0.0/24"', cidr)),
  ];
}

function isCidr(text: string): boolean {
  const [, address = '', bits = ''] = /^([^/]*)\/(\d{1,3})$/.exec(text) ?? [];
  return Number(bits) <= (isIP(address) === 6 ? 128 : 32) && isIP(address) !== 0;
}
