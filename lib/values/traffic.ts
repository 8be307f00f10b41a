import type { Endpoint } from '../checker/connection';
import { problem, Unquoted, unknownWord } from '../checker/problem';
import { isCidr } from './external-address';
import type { InternetDestination } from './internet';
import { checkDnsLabel, checkHostName, checkPort } from './name';
import type { Ports } from './probe';

/** Traffic from elsewhere: from pods of another program, or from outside of the cluster. */
export interface Allowance {
  /** The pods of a namespace, or CIDR blocks. */
  readonly from: Endpoint;
  /** The name of the port. @default the first port of the workload */
  readonly port?: string;
  /** The reason to open the port. The NetworkPolicy holds the reason. */
  readonly reason: string;
}

/** Traffic to elsewhere: to pods of another program, or out of the cluster. */
export interface Reach {
  /** `Internet.https('api.example.com')`, or the pods of a namespace or CIDR blocks, with a port. */
  readonly to: InternetDestination | (Endpoint & { readonly port: number });
  /** The reason to open the way. The NetworkPolicy holds the reason. */
  readonly reason: string;
}

/** Refuses an invalid namespace or block, a port that the workload lacks, and a missing reason. */
export function checkAllowance(field: string, { from, port, reason }: Allowance, ports: Ports): string[] {
  const names = Object.keys(ports);
  const [first] = names;
  return [
    ...checkEndpoint(`${field}.from`, from),
    ...(first === undefined ? [problem(`${field}.port`, 'a workload with a port', port ?? new Unquoted('none'))] : []),
    ...(first !== undefined && !names.includes(port ?? first)
      ? [unknownWord(`${field}.port`, names, port ?? first)]
      : []),
    ...checkReason(`${field}.reason`, reason),
  ];
}

/** Refuses an invalid namespace, block, host name or port, and a missing reason. */
export function checkReach(field: string, { to, reason }: Reach): string[] {
  return [...checkDestination(`${field}.to`, to), ...checkReason(`${field}.reason`, reason)];
}

/** Refuses an invalid namespace, block, host name or port. */
export function checkDestination(field: string, to: Reach['to']): string[] {
  const names = 'names' in to ? to.names.filter((name) => !isCidr(name)) : [];
  return [
    ...checkEndpoint(field, to),
    ...names.flatMap((name) => checkHostName(field, name)),
    ...checkPort(`${field}.port`, to.port),
  ];
}

function checkEndpoint(field: string, endpoint: Endpoint): string[] {
  if (!endpoint.cidrs) return checkDnsLabel(`${field}.namespace`, endpoint.namespace);
  const wrong = endpoint.cidrs.filter((cidr) => !isCidr(cidr));
  return wrong.map((cidr) => problem(`${field}.cidrs`, 'CIDR blocks such as "10.20.0.0/24"', cidr));
}

function checkReason(field: string, reason: string): string[] {
  return reason.trim() === '' ? [problem(field, 'a reason', reason)] : [];
}

/** An end of a connection, in the words of a reason: `kauth.kakao.com`, `namespace monitoring`. */
export function endpointName(endpoint: Endpoint | InternetDestination): string {
  if ('names' in endpoint) return endpoint.names.join(', ');
  return endpoint.cidrs ? endpoint.cidrs.join(', ') : `namespace ${endpoint.namespace}`;
}
