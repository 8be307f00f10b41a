import type { Json } from '../manifest/manifest';
import { portName } from './name-syntax';

/** The allowed numbers of a port field. */
export interface PortRange {
  readonly least: number;
  readonly most: number;
  /** True if 0, or an empty name, means no port. */
  readonly zero: boolean;
  /** True if the name of a port is allowed. */
  readonly name: boolean;
}

const PORT: PortRange = { least: 1, most: 65535, zero: false, name: false };
const UNSET: PortRange = { ...PORT, zero: true };
const NAMED: PortRange = { ...PORT, name: true };

/** Port fields, by `Type.field`. */
export const PORT_FIELDS: Readonly<Record<string, PortRange>> = {
  'APIServiceReference.port': PORT,
  'ContainerPort.containerPort': PORT,
  'ContainerPort.hostPort': UNSET,
  'EndpointPort.port': PORT,
  'GRPCAction.port': PORT,
  'HTTPGetAction.port': NAMED,
  'NetworkPolicyPort.endPort': PORT,
  'NetworkPolicyPort.port': NAMED,
  'ServiceBackendPort.number': UNSET,
  'ServiceSpec.healthCheckNodePort': UNSET,
  'ServicePort.nodePort': { ...UNSET, least: 30000, most: 32767 }, // unless --service-node-port-range says otherwise
  'ServicePort.port': PORT,
  'ServicePort.targetPort': { ...NAMED, zero: true },
  'ServiceReference.port': PORT,
  'TCPSocketAction.port': NAMED,
};

/** The expected port. Undefined for a right port, and for a wrong type: the rule `schema` finds types. */
export function expectedPort(value: Json, { least, most, zero, name }: PortRange): string | undefined {
  const range = `a number from ${least} to ${most}`;
  const expected = name ? `${range}, or a port name with at least one letter` : range;
  if (zero && (value === 0 || value === '')) return undefined;
  if (typeof value === 'string') return !name || portName.fits(value) ? undefined : expected;
  if (typeof value !== 'number' || !Number.isInteger(value)) return undefined;
  return value >= least && value <= most ? undefined : expected;
}
