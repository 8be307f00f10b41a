import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { ownVariables, takenVariables, type Variable } from '../../bundle/containers/container-environment';
import { blockedTraffic, closedPods } from '../../bundle/traffic/blocked-traffic';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { hostsIn } from '../../bundle/traffic/named-hosts';
import { NetworkPolicies } from '../../bundle/traffic/network-policies';
import { podOf } from '../../bundle/traffic/pod';
import { serviceTargets } from '../../bundle/traffic/service-targets';
import { identity, type Manifest, numberAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** NetworkPolicies let pods reach the Services in their environment. */
export const backingServicesReachable: Rule = {
  id: 'backing-services-reachable',
  answer: 'broken',
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
      const named = variables
        .flatMap((variable) => servicesIn(bundle, template.namespace, variable, variables))
        .map((each) => [`${identity(each.service)}:${each.port}`, each] as const);
      return [...new Map(named).values()].flatMap((each) => closedSides(bundle, template, each));
    }),
};

/** A Service and a port in a variable. */
interface NamedService {
  readonly path: string;
  readonly service: Manifest;
  /** Undefined if neither the value nor the scheme of the URL tells. */
  readonly port: number | undefined;
}

function servicesIn(
  bundle: Bundle,
  namespace: string,
  { name: key, path, value = '' }: Variable,
  all: readonly Variable[],
): NamedService[] {
  return hostsIn({ key, value }).flatMap(({ name, port }) => {
    const service = ClusterDns.of(bundle).answer(name, namespace)?.service;
    return service ? [{ path, service, port: port ?? portBeside(key, all) }] : [];
  });
}

/** The port of `DB_HOST` in `DB_PORT`. */
function portBeside(key: string, all: readonly Variable[]): number | undefined {
  const [, start] = /^(.+_)HOST(?:NAME)?$/.exec(key) ?? [];
  const beside = start === undefined ? undefined : all.find(({ name }) => name === `${start}PORT`);
  return /^\d{2,5}$/.test(beside?.value ?? '') ? Number(beside?.value) : undefined;
}

function closedSides(bundle: Bundle, source: PodTemplate, { path, service, port }: NamedService): Finding[] {
  const policies = NetworkPolicies.of(bundle);
  const sides = serviceTargets(bundle, service, port)
    // A single pod that calls itself is let through by every policy.
    .filter(({ template }) => template !== source || (numberAt(source.owner, 'spec', 'replicas') ?? 1) > 1)
    .map(({ template, protocol, port }) => {
      const words = `${protocol} port ${port}`;
      const out = policies.blocking('egress', source, podOf(template), port, protocol);
      const into = policies.blocking('ingress', template, podOf(source), port, protocol);
      return [
        ...blockedTraffic('egress', source, identity(template.owner), words, out, path),
        ...closedPods(bundle, template, identity(source.owner), words, into),
      ];
    });
  // Which of several ports is meant, nobody says: one that is open may be the one.
  if (port === undefined && sides.some((findings) => findings.length === 0)) return [];
  // An operator makes a pod for each replica.
  return [
    ...new Map(sides.flat().map((each) => [`${identity(each.object)} ${each.field} ${each.expected}`, each])).values(),
  ];
}
