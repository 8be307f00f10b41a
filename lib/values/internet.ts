import type { Addresses } from '../checker/connection';
import { isCidr } from './external-address';

/** Addresses on the internet, with a port. */
export interface InternetDestination extends Addresses {
  /** TCP port number, 1 to 65535. */
  readonly port: number;
  /** The hosts and blocks that the team named. */
  readonly names: readonly string[];
}

/** Blocks without hosts of the internet: https://www.iana.org/assignments/iana-ipv4-special-registry/ */
const PRIVATE = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];

/**
 * The internet, as a destination of pods. A NetworkPolicy selects no host names: with a host name, the port is open to every
 * public IPv4 address; with CIDR blocks alone, the port is open to the blocks.
 */
export const Internet = {
  /** Hosts or CIDR blocks on TCP port 443. */
  https: (...names: readonly [string, ...string[]]): InternetDestination => Internet.tcp(443, ...names),

  /** Hosts or CIDR blocks on a TCP port. */
  tcp: (port: number, ...names: readonly [string, ...string[]]): InternetDestination =>
    names.every(isCidr) ? { cidrs: names, names, port } : { cidrs: ['0.0.0.0/0'], except: PRIVATE, names, port },
};
