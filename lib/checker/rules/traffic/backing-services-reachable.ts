import { blockedTraffic } from '../../bundle/blocked-traffic';
import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { ownVariables, takenVariables, type Variable } from '../../bundle/container-environment';
import { NetworkPolicies } from '../../bundle/network-policies';
import { podOf } from '../../bundle/pod';
import { serviceTargets } from '../../bundle/service-targets';
import { identity, numberAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** NetworkPolicies let pods reach the Services that their environment names. */
export const backingServicesReachable: Rule = {
  id: 'backing-services-reachable',
  why: 'a NetworkPolicy that cuts an application off from its database shows as a timeout on the first query, not before',
  example:
    'Deployment shop/api: spec.template.spec.containers[api].env[DATABASE_URL]: expected traffic to StatefulSet shop/db on TCP port 5432 to be let out by a NetworkPolicy, received no such rule in default-deny [backing-services-reachable]',
  check: (bundle) =>
    bundle.templates.flatMap((template) => {
      const variables = template.containers.flatMap((container) => [
        ...ownVariables(bundle, container),
        ...takenVariables(bundle, container),
      ]);
      // Two containers, or two variables, may lead to the same place: it is reported once.
      const hosts = new Map(
        variables.flatMap(hostsIn).map((host) => [`${host.service}.${host.namespace}:${host.port}`, host]),
      );
      return [...hosts.values()].flatMap((host) => closedSides(bundle, template, host));
    }),
};

interface NamedHost {
  readonly path: string;
  readonly service: string;
  readonly namespace: string;
  /** The port that is named with it, if one is. */
  readonly port: number | undefined;
}

/** The Services that a value names: `<service>.<namespace>.svc`, with or without the cluster's domain behind it. */
function hostsIn({ path, value = '' }: Variable): NamedHost[] {
  return value.split(/[^\w.:-]+/).flatMap((word) => {
    const parts = word.split(':');
    return parts.flatMap((host, index) => {
      const labels = host.toLowerCase().split('.');
      const [service, namespace] = labels.slice(labels.indexOf('svc') - 2);
      if (!service || !namespace || labels.indexOf('svc') < 2) return [];
      const port = /^\d+$/.test(parts[index + 1] ?? '') ? Number(parts[index + 1]) : undefined;
      return [{ path, service, namespace, port }];
    });
  });
}

function closedSides(bundle: Bundle, source: PodTemplate, { path, service, namespace, port }: NamedHost): Finding[] {
  const policies = NetworkPolicies.of(bundle);
  const object = bundle.find('Service', namespace, service);
  const targets = object ? serviceTargets(bundle, object, port) : [];
  const sides = targets
    // A single pod that calls itself is let through by every policy.
    .filter(({ template }) => template !== source || (numberAt(source.owner, 'spec', 'replicas') ?? 1) > 1)
    .map(({ template, protocol, port }) => {
      const words = `${protocol} port ${port}`;
      const out = policies.blocking('egress', source, podOf(template), port, protocol);
      const into = policies.blocking('ingress', template, podOf(source), port, protocol);
      return [
        ...blockedTraffic('egress', source, identity(template.owner), words, out, path),
        ...blockedTraffic('ingress', template, identity(source.owner), words, into),
      ];
    });
  // Which of several ports is meant, nobody says: one that is open may be the one.
  if (port === undefined && sides.some((findings) => findings.length === 0)) return [];
  return sides.flat();
}
