import type { Bundle, PodTemplate } from '../checker/bundle/bundle';
import { NetworkPolicies } from '../checker/bundle/traffic/network-policies';
import { covers } from '../checker/bundle/traffic/network-policy';
import { podOf } from '../checker/bundle/traffic/pod';
import { identity } from '../checker/manifest/manifest';
import { operatedKind } from '../checker/operators';
import type { Declared } from './declared-connection';
import { declaredConnections } from './declared-connections';
import type { Connection, Outside } from './graph';

/** The connections between workloads and to servers outside that are declared and let through, with those servers. */
export function connectionsOf(bundle: Bundle): { readonly connections: Connection[]; readonly outside: Outside[] } {
  const owners = ownersOf(bundle);
  const connections = new Map<string, Connection>();
  const outside = new Map<string, Outside>();
  for (const declared of declaredConnections(bundle)) {
    const { source, target, port, protocol } = declared;
    const [from, to] = [owners(source), 'role' in target ? target.id : owners(target)];
    if (from === to || !isLetThrough(bundle, declared)) continue;
    if ('role' in target) outside.set(to, target);
    connections.set(`${from} ${to} ${protocol} ${port}`, { from, to, port, protocol });
  }
  return { connections: withoutDoubts([...connections.values()]), outside: [...outside.values()] };
}

/** The id of a pod's workload: an operator's pods are those of the object that the operator reads. */
export function ownersOf(bundle: Bundle): (template: PodTemplate) => string {
  const makers = bundle.manifests.flatMap((maker) =>
    (operatedKind(maker)?.makes?.(maker) ?? []).map((made) => [identity(made), identity(maker)] as const),
  );
  const known = new Map(makers);
  return ({ owner }) => known.get(identity(owner)) ?? identity(owner);
}

/** True if pods let in connections that come from outside of their namespace: those of an ingress controller. */
export function letsStrangersIn(bundle: Bundle, template: PodTemplate, protocol: string, port: number): boolean {
  return admits(bundle, 'ingress', template, protocol, port);
}

function isLetThrough(bundle: Bundle, { source, target, port, protocol }: Declared): boolean {
  if ('role' in target) return admits(bundle, 'egress', source, protocol, port);
  const policies = NetworkPolicies.of(bundle);
  const blocking = [
    ...policies.blocking('egress', source, podOf(target), port ?? 0, protocol),
    ...policies.blocking('ingress', target, podOf(source), port ?? 0, protocol),
  ];
  return blocking.length === 0;
}

/** True if a policy opens a port to or from addresses or other namespaces. */
function admits(
  bundle: Bundle,
  direction: 'ingress' | 'egress',
  template: PodTemplate,
  protocol: string,
  port: number | undefined,
): boolean {
  const isolating = NetworkPolicies.of(bundle).isolating(direction, template);
  const pod = direction === 'ingress' ? podOf(template) : { namespace: '', labels: {}, ports: undefined };
  const opens = isolating.some(({ rules }) =>
    rules[direction]?.some(({ peers, ports }) => {
      const far =
        peers.length === 0 ||
        peers.some(({ ipBlock, namespaces }) => {
          return ipBlock !== undefined || (direction === 'ingress' && namespaces !== undefined);
        });
      return far && (port === undefined || covers(ports, protocol, port, pod));
    }),
  );
  return opens || isolating.length === 0;
}

/** A port that nobody tells is left out where another declaration of the same connection tells one. */
function withoutDoubts(connections: readonly Connection[]): Connection[] {
  const pair = ({ from, to }: Connection) => `${from} ${to}`;
  const told = new Set(connections.filter(({ port }) => port !== undefined).map(pair));
  return connections.filter((each) => each.port !== undefined || !told.has(pair(each)));
}
