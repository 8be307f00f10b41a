import { type Json, valueAt } from '../../manifest/manifest';

export const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];
export const HANDLERS = ['httpGet', 'tcpSocket', 'grpc'];

/** The names and numbers of the ports at which the probes of a container ask. */
export function askedPorts(spec: Json): Json[] {
  return PROBES.flatMap((probe) => HANDLERS.flatMap((handler) => valueAt(spec, probe, handler, 'port') ?? []));
}
