import { hasForeignPolicies, NetworkPolicies } from '../../bundle/traffic/network-policies';
import { covers } from '../../bundle/traffic/network-policy';
import { podOf } from '../../bundle/traffic/pod';
import { serviceTargets } from '../../bundle/traffic/service-targets';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Names of ports for probes, and for a person beside the pod. */
const FOR_PROBES = /monitor|metric|prom|health|status|stats|probe|debug|admin|mgmt|management/;

/** A NetworkPolicy that names the pods of a Service lets somebody reach them. */
export const servedPodsReachable: Rule = {
  id: 'served-pods-reachable',
  answer: 'risk',
  why: 'NetworkPolicies that select a pod and open none of its ports cut off everybody: each client of the Service waits until its timeout',
  example:
    'Service default/api: spec.ports[http]: expected a NetworkPolicy that lets somebody reach port 8000 of Deployment api, received no such rule in api [served-pods-reachable]',
  check: (bundle) => {
    if (hasForeignPolicies(bundle)) return [];
    const policies = NetworkPolicies.of(bundle);
    const isWatched = ['ServiceMonitor', 'PodMonitor'].some((kind) => bundle.ofKind(kind).length > 0);
    return bundle.ofKind('Service').flatMap((object) =>
      listAt(object, 'spec', 'ports').flatMap((servicePort, _, { length }): Finding[] => {
        const name = stringAt(servicePort, 'name');
        // Beside the port for clients there may be one for the kubelet, which no policy stops.
        if (length > 1 && !isWatched && FOR_PROBES.test(name ?? '')) return [];
        const wanted = name ?? valueAt(servicePort, 'port');
        if (typeof wanted !== 'string' && typeof wanted !== 'number') return [];
        const closed = serviceTargets(bundle, object, wanted).map(({ template, protocol, port }) => {
          const blocking = policies.isolating('ingress', template);
          const isOpen = blocking.some(({ rules }) =>
            rules.ingress?.some(({ ports }) => covers(ports, protocol, port, podOf(template))),
          );
          // A namespace that denies everything by default is closed on purpose, until a policy names the pods.
          const isNamed = blocking.some(({ selector }) => selector.length > 0);
          return isOpen || !isNamed ? undefined : { template, port, blocking };
        });
        const [first] = closed;
        if (first === undefined || closed.includes(undefined)) return [];
        const { owner } = first.template;
        return [
          {
            object,
            field: `spec.ports[${wanted}]`,
            expected: `a NetworkPolicy that lets somebody reach port ${first.port} of ${owner.kind} ${owner.metadata.name}`,
            received: `no such rule in ${first.blocking.map(({ manifest }) => manifest.metadata.name).join(', ')}`,
          },
        ];
      }),
    );
  },
};
