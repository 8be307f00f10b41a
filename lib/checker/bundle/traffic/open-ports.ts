import { identity, listAt, numberAt, stringAt } from '../../manifest/manifest';
import type { Bundle } from '../bundle';
import { podsBehind } from '../workloads/pod-selection';
import type { Found } from './cluster-dns';

/** The ports behind the name of a Service or of a pod. */
export interface OpenPorts {
  /** The owner in words. */
  readonly of: string;
  readonly ports: readonly number[];
  /** True if containers declare the ports: a container may listen on a port that the container does not declare. */
  readonly declared: boolean;
}

/** The ports behind the name of a Service, and their owner. Undefined if unknown. */
export function openPorts(bundle: Bundle, { service, pod }: Found): OpenPorts | undefined {
  if (stringAt(service, 'spec', 'type') === 'ExternalName') return undefined;
  if (!pod && stringAt(service, 'spec', 'clusterIP') !== 'None') {
    return {
      of: identity(service),
      ports: listAt(service, 'spec', 'ports').flatMap((port) => numberAt(port, 'port') ?? []),
      declared: false,
    };
  }
  // The name of a headless Service, or of one of its pods, is the pods' own address: no port is translated.
  const ports = podsBehind(bundle, service)
    .flatMap(({ containers }) => containers)
    .flatMap(({ spec }) => listAt(spec, 'ports'))
    .flatMap((port) => numberAt(port, 'containerPort') ?? []);
  return ports.length === 0
    ? undefined
    : { of: `the pods of ${identity(service)}`, ports: [...new Set(ports)], declared: true };
}
