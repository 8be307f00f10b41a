import type { Bundle } from '../../bundle/bundle';
import { texts } from '../../bundle/containers/texts';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { hostsOf } from '../../bundle/traffic/named-hosts';
import { routeBackends } from '../../bundle/traffic/route-backends';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { type Manifest, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Finding, Rule } from '../../rule';

/** A Service for clients leads to ready pods alone. */
export const readyPodsPublished: Rule = {
  id: 'ready-pods-published',
  answer: 'risk',
  why: 'with publishNotReadyAddresses, clients are sent to pods that still start or that fail their readiness probe: requests fail at every update',
  example:
    'Service default/api: spec.publishNotReadyAddresses: expected false, since clients call the Service and its pods have a readiness probe, received true [ready-pods-published]',
  about: ['publishNotReadyAddresses'],
  check: (bundle) =>
    bundle.ofKind('Service').flatMap((object): Finding[] => {
      const isForPeers = stringAt(object, 'spec', 'clusterIP') === 'None';
      if (isForPeers || valueAt(object, 'spec', 'publishNotReadyAddresses') !== true) return [];
      const pods = podsBehind(bundle, object);
      // Members of a cluster ask each other before they are ready.
      const isPlain =
        pods.length > 0 && pods.every(({ owner }) => owner.kind === 'Deployment' || owner.kind === 'Rollout');
      const hasProbe = pods.some(({ containers }) =>
        containers.some(({ spec }) => valueAt(spec, 'readinessProbe') !== undefined),
      );
      if (!isPlain || !hasProbe || !called(bundle).has(object)) return [];
      const expected = 'false, since clients call the Service and its pods have a readiness probe';
      return [{ object, field: 'spec.publishNotReadyAddresses', expected, received: 'true' }];
    }),
};

/** The Services that a text or a route names. */
const called = once((bundle: Bundle): ReadonlySet<Manifest> => {
  const dns = ClusterDns.of(bundle);
  const hosts = texts(bundle).flatMap((text) =>
    hostsOf(text).map(({ name }) => dns.answer(name, text.namespace)?.service),
  );
  const routes = routeBackends(bundle).map(({ namespace, name }) => bundle.find('Service', namespace, name));
  return new Set([...hosts, ...routes].filter((service) => service !== undefined));
});
