import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { blockedTraffic } from '../../bundle/traffic/blocked-traffic';
import { NetworkPolicies } from '../../bundle/traffic/network-policies';
import { type Pod, podOf } from '../../bundle/traffic/pod';
import type { Addresses, Edge, Endpoint } from '../../connection';
import { identity } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** NetworkPolicies let out every declared connection at its source, and let it in at its destination. */
export const declaredEdgesOpen: Rule = {
  id: 'declared-edges-open',
  answer: 'broken',
  why: 'what no NetworkPolicy lets through is dropped without a word: the application waits until it times out',
  example:
    'StatefulSet shop/db: spec.template.metadata.labels: expected traffic from Deployment shop/api on TCP port 5432 to be let in by a NetworkPolicy, received no such rule in default-deny [declared-edges-open]',
  check: (bundle) => {
    const policies = NetworkPolicies.of(bundle);
    return distinct(bundle.cluster.edges ?? []).flatMap(({ from, to, port }) => {
      const [sources, destinations] = [templatesOf(bundle, from), templatesOf(bundle, to)];
      const words = `TCP port ${port}`;
      return [
        ...absent(bundle, from, sources),
        ...absent(bundle, to, destinations),
        ...sources.flatMap((source) =>
          partiesOf(to, destinations).flatMap(({ name, pod }) =>
            blockedTraffic('egress', source, name, words, policies.blocking('egress', source, pod, port)),
          ),
        ),
        ...destinations.flatMap((destination) =>
          partiesOf(from, sources).flatMap(({ name, pod }) =>
            blockedTraffic('ingress', destination, name, words, policies.blocking('ingress', destination, pod, port)),
          ),
        ),
      ];
    });
  },
};

/** Each edge once: both ends may declare the edge. */
function distinct(edges: readonly Edge[]): Edge[] {
  const key = ({ namespace, podLabels, cidrs, except }: Endpoint & { podLabels?: unknown; except?: unknown }) => {
    return [namespace, podLabels, cidrs, except];
  };
  return [...new Map(edges.map((edge) => [JSON.stringify([key(edge.from), key(edge.to), edge.port]), edge])).values()];
}

function templatesOf(bundle: Bundle, endpoint: Endpoint): readonly PodTemplate[] {
  return endpoint.cidrs ? [] : bundle.select(endpoint.namespace, endpoint.podLabels ?? {});
}

interface Party {
  readonly name: string;
  readonly pod: Pod | Addresses;
}

/** The pods of an endpoint. Pods of other makers are known by labels or addresses alone. */
function partiesOf(endpoint: Endpoint, templates: readonly PodTemplate[]): Party[] {
  // Each block may be let through by an entry of its own.
  if (endpoint.cidrs) return endpoint.cidrs.map((cidr) => ({ name: cidr, pod: { ...endpoint, cidrs: [cidr] } }));
  if (templates.length > 0)
    return templates.map((template) => ({ name: identity(template.owner), pod: podOf(template) }));
  const { namespace, podLabels = {} } = endpoint;
  return [{ name: `namespace ${namespace}`, pod: { namespace, labels: podLabels, ports: undefined } }];
}

/** The finding for an endpoint without pods in a namespace of the bundle. */
function absent(bundle: Bundle, endpoint: Endpoint, found: readonly PodTemplate[]): Finding[] {
  if (endpoint.cidrs || !endpoint.podLabels || found.length > 0) return [];
  const object = bundle.find('Namespace', '', endpoint.namespace);
  if (!object) return [];
  const expected = `pods in it with the labels ${quoted(endpoint.podLabels)}, to or from which traffic is declared`;
  return [{ object, field: 'metadata.name', expected, received: 'none' }];
}
