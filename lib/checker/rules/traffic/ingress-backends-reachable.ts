import { confinedTo } from '../../bundle/label-selector';
import { parentsOf } from '../../bundle/traffic/http-routes';
import { NAMESPACE_NAME } from '../../bundle/traffic/namespaces';
import { NetworkPolicies } from '../../bundle/traffic/network-policies';
import { covers, type TrafficPeer } from '../../bundle/traffic/network-policy';
import { podOf } from '../../bundle/traffic/pod';
import { routeBackends } from '../../bundle/traffic/route-backends';
import { serviceTargets } from '../../bundle/traffic/service-targets';
import { identity } from '../../manifest/manifest';
import type { Rule } from '../../rule';

/** Pods behind an Ingress or an HTTPRoute let traffic in from outside of their namespace: the controller runs elsewhere. */
export const ingressBackendsReachable: Rule = {
  id: 'ingress-backends-reachable',
  answer: 'broken',
  why: 'an ingress controller that may not talk to the pods of a route answers 504 on it',
  example:
    'Ingress shop/web: spec.rules[shop.example.com].http.paths[/].backend.service: expected Deployment shop/web to let in traffic from outside of its namespace on TCP port 8080, received no such rule in default-deny [ingress-backends-reachable]',
  check: (bundle) => {
    const policies = NetworkPolicies.of(bundle);
    return routeBackends(bundle).flatMap(({ object, field, namespace, name, port: wanted }) => {
      const service = bundle.find('Service', namespace, name);
      // A Gateway may have its proxy beside the pods.
      if (!service || parentsOf(object).some((parent) => parent.namespace === namespace)) return [];
      return serviceTargets(bundle, service, wanted?.value).flatMap(({ template, protocol, port }) => {
        const isolating = policies.isolating('ingress', template);
        const open = isolating.some(({ rules }) =>
          rules.ingress?.some(({ peers, ports }) => {
            const outsiders = peers.length === 0 || peers.some((peer) => isOutside(peer, template.namespace));
            return outsiders && covers(ports, protocol, port, podOf(template));
          }),
        );
        if (open || isolating.length === 0) return [];
        return [
          {
            object,
            field,
            expected: `${identity(template.owner)} to let in traffic from outside of its namespace on ${protocol} port ${port}`,
            received: `no such rule in ${isolating.map(({ manifest }) => manifest.metadata.name).join(', ')}`,
          },
        ];
      });
    });
  },
};

function isOutside({ ipBlock, namespaces }: TrafficPeer, home: string): boolean {
  if (ipBlock !== undefined) return true;
  if (!namespaces) return false;
  return confinedTo(namespaces, NAMESPACE_NAME)?.some((name) => name !== home) ?? true;
}
