import type { Finding } from '../../rule';
import type { PodTemplate } from '../bundle';
import type { Direction, Policy } from './network-policy';

/** The finding that policies block a side of a connection. Empty without a blocking policy. */
export function blockedTraffic(
  direction: Direction,
  own: PodTemplate,
  other: string,
  port: string,
  blocking: readonly Policy[],
  field = own.path.replace(/spec$/, 'metadata.labels'),
): Finding[] {
  if (blocking.length === 0) return [];
  const [from, into] = direction === 'ingress' ? ['from', 'in'] : ['to', 'out'];
  return [
    {
      object: own.owner,
      field,
      expected: `traffic ${from} ${other} on ${port} to be let ${into} by a NetworkPolicy`,
      received: `no such rule in ${blocking.map(({ manifest }) => manifest.metadata.name).join(', ')}`,
    },
  ];
}
