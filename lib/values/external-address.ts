import { isIP } from 'node:net';
import { problem, Unquoted } from '../checker/problem';
import { checkHostName } from './name';

/** The address of a server outside of the cluster: a DNS name or one IPv4 address. */
export type ExternalAddress = NamedAddress | FixedAddress;

/** The address of a server with a DNS name. */
export interface NamedAddress {
  /** The DNS name of the server, such as "shop.abc123.ap-northeast-2.rds.amazonaws.com". */
  readonly hostname: string;
  /**
   * The CIDR blocks of all IP addresses of the DNS name, such as "10.20.0.0/24"; at least one block. A NetworkPolicy
   * cannot select a DNS name.
   */
  readonly cidrs: readonly string[];
  readonly ip?: never;
}

/** The address of a server without a DNS name. */
export interface FixedAddress {
  /** The IPv4 address of the server, such as "10.20.0.5". */
  readonly ip: string;
  readonly hostname?: never;
  readonly cidrs?: never;
}

/** The CIDR blocks of the server, for the NetworkPolicies of clients. */
export function cidrsOf({ ip, cidrs = [] }: ExternalAddress): readonly string[] {
  return ip === undefined ? cidrs : [`${ip}/32`];
}

/** Refuses an invalid DNS name, a missing or invalid CIDR block, and an IP address other than IPv4. */
export function checkExternalAddress(field: string, address: ExternalAddress): string[] {
  if (address.ip !== undefined) {
    return isIP(address.ip) === 4 ? [] : [problem(`${field}.ip`, 'an IPv4 address, such as "10.20.0.5"', address.ip)];
  }
  const { hostname, cidrs } = address;
  return [
    ...checkHostName(`${field}.hostname`, hostname),
    ...(cidrs.length === 0
      ? [problem(`${field}.cidrs`, 'at least one CIDR block, such as "10.20.0.0/24"', new Unquoted('none'))]
      : []),
    ...cidrs
      .filter((cidr) => !isCidr(cidr))
      .map((cidr) => problem(`${field}.cidrs`, 'CIDR blocks such as "10.20.0.0/24"', cidr)),
  ];
}

/** True for a block of addresses such as "10.20.0.0/24". */
export function isCidr(text: string): boolean {
  const [, address = '', bits = ''] = /^([^/]*)\/(\d{1,3})$/.exec(text) ?? [];
  return Number(bits) <= (isIP(address) === 6 ? 128 : 32) && isIP(address) !== 0;
}
