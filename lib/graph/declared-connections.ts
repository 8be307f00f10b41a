import type { Bundle } from '../checker/bundle/bundle';
import type { Edge, Endpoint } from '../checker/connection';
import { type Declared, outsideOf } from './declared-connection';
import { namedConnections } from './named-connections';
import { openedConnections } from './opened-connections';

/** What variables and files name, what charts declare, and what policies open for certain pods. */
export function declaredConnections(bundle: Bundle): Declared[] {
  const named = namedConnections(bundle);
  const others = [
    ...(bundle.cluster.edges ?? []).flatMap((edge) => ofEdge(bundle, edge)),
    ...openedConnections(bundle),
  ];
  return [...named, ...others.filter((each) => !isNamed(named, each))];
}

/** The server behind a block of addresses may have a name: the name says more. */
function isNamed(named: readonly Declared[], { source, target, port }: Declared): boolean {
  return (
    'role' in target && named.some((other) => other.source === source && other.port === port && 'role' in other.target)
  );
}

function ofEdge(bundle: Bundle, { from, to, port }: Edge): Declared[] {
  const templates = (endpoint: Endpoint) =>
    endpoint.cidrs ? [] : bundle.select(endpoint.namespace, endpoint.podLabels ?? {});
  const targets = to.cidrs ? to.cidrs.map(outsideOf) : templates(to);
  return templates(from).flatMap((source) => targets.map((target) => ({ source, target, port, protocol: 'TCP' })));
}
