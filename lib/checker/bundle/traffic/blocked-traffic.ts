import type { Finding } from '../../rule';
import type { Bundle, PodTemplate } from '../bundle';
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

/** The finding that policies close pods to others, at the first policy if an operator makes the pods. */
export function closedPods(
  bundle: Bundle,
  own: PodTemplate,
  other: string,
  port: string,
  blocking: readonly Policy[],
): Finding[] {
  const found = blockedTraffic('ingress', own, other, port, blocking);
  const [first] = blocking;
  if (first === undefined || bundle.templates.includes(own)) return found;
  return found.map((each) => ({ ...each, object: first.manifest, field: 'spec.ingress' }));
}
