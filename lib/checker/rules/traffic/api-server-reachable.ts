import type { Bundle, Container } from '../../bundle/bundle';
import { imageReference } from '../../bundle/containers/image-reference';
import { hasForeignPolicies, NetworkPolicies } from '../../bundle/traffic/network-policies';
import { covers, type TrafficRule } from '../../bundle/traffic/network-policy';
import { runs } from '../../bundle/workloads/members';
import { CONTROLLERS } from '../../programs/controllers';
import type { Finding, Rule } from '../../rule';

/** The ports of API servers: of the Service kubernetes, and behind it. */
const PORTS = [443, 6443];

/** A program that asks the API server may reach the API server. */
export const apiServerReachable: Rule = {
  id: 'api-server-reachable',
  answer: 'risk',
  why: 'the API server stands outside of all pods: a NetworkPolicy that lets out traffic to pods alone stops kubectl and each controller, which wait for their timeout',
  example:
    'CronJob default/restart: spec.jobTemplate.spec.template.metadata.labels: expected traffic to the API server, which kubectl asks, to be let out by a NetworkPolicy (ports 443 and 6443, with an ipBlock or without "to"), received no such rule in jobs [api-server-reachable]',
  check: (bundle) => {
    // Policies of a network plugin have words of their own for the API server.
    if (hasForeignPolicies(bundle)) return [];
    return bundle.templates.flatMap(({ containers }) => stopped(bundle, containers));
  },
};

function stopped(bundle: Bundle, containers: readonly Container[]): Finding[] {
  const [container] = containers.filter((each) => clientOf(each) !== undefined);
  if (container === undefined) return [];
  const { owner, path } = container.template;
  const isolating = NetworkPolicies.of(bundle).isolating('egress', container.template);
  if (isolating.length === 0 || isolating.some(({ rules }) => rules.egress?.some(letsOut))) return [];
  const way = 'ports 443 and 6443, with an ipBlock or without "to"';
  const names = isolating.map(({ manifest }) => manifest.metadata.name).join(', ');
  return [
    {
      object: owner,
      field: path.replace(/spec$/, 'metadata.labels'),
      expected: `traffic to the API server, which ${clientOf(container)} asks, to be let out by a NetworkPolicy (${way})`,
      received: `no such rule in ${names}`,
    },
  ];
}

/** The client of the API server in a container: kubectl, or a controller that does nothing else. */
function clientOf(container: Container): string | undefined {
  if (runs(container, /^kubectl$/)) return 'kubectl';
  const { repository = '' } = imageReference(container) ?? {};
  const isController = CONTROLLERS.some(({ image, option, file }) => !option && !file && image.test(repository));
  return isController ? repository.split('/').at(-1) : undefined;
}

/** Some networks count the pods of kube-system, or the Service kubernetes in default, as the API server. */
function letsOut({ peers, ports }: TrafficRule): boolean {
  const client = { namespace: '', labels: {}, ports: undefined };
  if (!PORTS.some((port) => covers(ports, 'TCP', port, client))) return false;
  return (
    peers.length === 0 ||
    peers.some(({ ipBlock, namespaces, json }) => {
      return ipBlock !== undefined || namespaces?.length === 0 || /"(kube-system|default)"/.test(JSON.stringify(json));
    })
  );
}
