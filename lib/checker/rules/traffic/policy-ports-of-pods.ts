import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { NAMESPACE_NAME } from '../../bundle/traffic/namespaces';
import { podOf } from '../../bundle/traffic/pod';
import { isEmpty, podsBehind, selected } from '../../bundle/workloads/pod-selection';
import { getOrInsert } from '../../manifest/get-or-insert';
import {
  type Json,
  listAt,
  type Manifest,
  named,
  namespaceOf,
  numberAt,
  stringAt,
  valueAt,
} from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Finding, Rule } from '../../rule';

interface Mapping {
  readonly service: Manifest;
  readonly target: number;
}

/** The ports of a NetworkPolicy are ports of the pods, not of the Service before the pods. */
export const policyPortsOfPods: Rule = {
  id: 'policy-ports-of-pods',
  answer: 'risk',
  why: 'a policy sees a connection behind the Service, on the port of the pod: the port of the Service opens nothing',
  example:
    'NetworkPolicy crm/web: spec.egress[0].ports[0].port: expected 9090, the port of the pods behind port 80 of Service crm/api, received 80 [policy-ports-of-pods]',
  check: (bundle) =>
    bundle.ofKind('NetworkPolicy').flatMap((object) => {
      const own = selected(bundle, namespaceOf(object), valueAt(object, 'spec', 'podSelector'));
      return (['ingress', 'egress'] as const).flatMap((direction) =>
        listAt(object, 'spec', direction).flatMap((rule, index) => {
          const pods = direction === 'ingress' ? own : peersOf(bundle, object, rule);
          const ports = listAt(rule, 'ports').map((each) => numberAt(each, 'port'));
          return ports.flatMap((port, position): Finding[] => {
            const found = port === undefined ? undefined : mapping(bundle, pods, port);
            // The rule may open both ports.
            if (found === undefined || ports.includes(found.target)) return [];
            const service = named('Service', namespaceOf(found.service), found.service.metadata.name);
            const expected = `${found.target}, the port of the pods behind port ${port} of ${service}`;
            return [
              {
                object,
                field: `spec.${direction}[${index}].ports[${position}].port`,
                expected,
                received: String(port),
              },
            ];
          });
        }),
      );
    }),
};

/** The pods of the peers with a selector of pods, in the namespace of the policy or in one by name. */
function peersOf(bundle: Bundle, policy: Manifest, rule: Json): PodTemplate[] {
  return listAt(rule, 'to').flatMap((peer) => {
    const [pods, namespaces] = [valueAt(peer, 'podSelector'), valueAt(peer, 'namespaceSelector')];
    const namespace =
      namespaces === undefined ? namespaceOf(policy) : stringAt(namespaces, 'matchLabels', NAMESPACE_NAME);
    return isEmpty(pods) || namespace === undefined ? [] : selected(bundle, namespace, pods);
  });
}

/** The Service from a port, absent in all the pods, to another port of the pods. */
function mapping(bundle: Bundle, pods: readonly PodTemplate[], port: number): Mapping | undefined {
  const declared = pods.map((pod) => podOf(pod).ports ?? []);
  const isUnknown = pods.length === 0 || declared.some((ports) => ports.length === 0);
  if (isUnknown || declared.flat().some((each) => each.port === port)) return undefined;
  const found = pods.map((pod) => mappings(bundle).get(pod)?.get(port));
  return found.every((each) => each !== undefined) ? found[0] : undefined;
}

/** The Services before each pod, by their port. */
const mappings = once((bundle: Bundle): ReadonlyMap<PodTemplate, ReadonlyMap<number, Mapping>> => {
  const found = new Map<PodTemplate, Map<number, Mapping>>();
  for (const service of bundle.ofKind('Service')) {
    if (stringAt(service, 'spec', 'clusterIP') === 'None') continue;
    for (const template of podsBehind(bundle, service)) {
      for (const each of listAt(service, 'spec', 'ports')) {
        const [port, target] = [numberAt(each, 'port'), valueAt(each, 'targetPort')];
        const number =
          typeof target === 'number' ? target : podOf(template).ports?.find(({ name }) => name === target)?.port;
        if (port === undefined || number === undefined || number === port) continue;
        getOrInsert(found, template, () => new Map()).set(port, { service, target: number });
      }
    }
  }
  return found;
});
