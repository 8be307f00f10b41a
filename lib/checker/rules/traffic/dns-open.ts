import type { Bundle } from '../../bundle/bundle';
import { blockedTraffic } from '../../bundle/traffic/blocked-traffic';
import { NetworkPolicies } from '../../bundle/traffic/network-policies';
import { covers, policyOf } from '../../bundle/traffic/network-policy';
import type { Pod } from '../../bundle/traffic/pod';
import { selected } from '../../bundle/workloads/pod-selection';
import { type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** CoreDNS, under the label of nearly every distribution. */
const CLUSTER_DNS: Pod = {
  namespace: 'kube-system',
  labels: { 'k8s-app': 'kube-dns' },
  ports: [
    { name: 'dns', protocol: 'UDP', port: 53 },
    { name: 'dns-tcp', protocol: 'TCP', port: 53 },
  ],
};

/** Isolated pods may use DNS. */
export const dnsOpen: Rule = {
  id: 'dns-open',
  answer: 'broken',
  why: 'default-deny egress denies DNS, too: no host name resolves, and every other opening is of no use',
  example:
    'Deployment shop/api: spec.template.metadata.labels: expected traffic to DNS (kube-system, k8s-app=kube-dns) on UDP and TCP port 53 to be let out by a NetworkPolicy, received no such rule in default-deny [dns-open]',
  check: (bundle) => {
    const policies = NetworkPolicies.of(bundle);
    return [
      ...bundle.ofKind('NetworkPolicy').flatMap((policy) => byTcpAlone(bundle, policy)),
      ...ofTemplates(bundle, policies),
    ];
  },
};

/** A policy for pods of other makers that opens DNS by TCP alone: names resolve by UDP. */
function byTcpAlone(bundle: Bundle, object: Manifest): Finding[] {
  const { rules } = policyOf(object);
  const egress = rules.egress ?? [];
  const opens = (protocol: string) =>
    egress.find(({ ports }) => covers(ports, protocol, 53, { ...CLUSTER_DNS, ports: undefined }));
  const [tcp] = egress.filter(({ ports }) => ports.some(({ protocol, port }) => protocol === 'TCP' && port === 53));
  if (tcp === undefined || opens('UDP') !== undefined) return [];
  if (selected(bundle, namespaceOf(object), valueAt(object, 'spec', 'podSelector')).length > 0) return [];
  const expected = 'UDP port 53 beside TCP port 53, since names resolve by UDP';
  const written = tcp.ports.map(({ protocol, port }) => `${protocol} ${port}`);
  return [{ object, field: `${tcp.path}.ports`, expected, received: written.join(', ') }];
}

function ofTemplates(bundle: Bundle, policies: NetworkPolicies): Finding[] {
  return bundle.templates
    .filter(({ spec }) => (stringAt(spec, 'dnsPolicy') ?? 'ClusterFirst') === 'ClusterFirst')
    .flatMap((template) => {
      const shut = ['UDP', 'TCP']
        .map((protocol) => ({ protocol, blocking: policies.blocking('egress', template, CLUSTER_DNS, 53, protocol) }))
        .filter(({ blocking }) => blocking.length > 0);
      // Names resolve by UDP: TCP carries long answers. And a pod that may open no connection looks for no host.
      const opens = policies.isolating('egress', template).some(({ rules }) => (rules.egress ?? []).length > 0);
      const certain = opens && shut.some(({ protocol }) => protocol === 'UDP');
      const words = `${shut.map(({ protocol }) => protocol).join(' and ')} port 53`;
      return blockedTraffic(
        'egress',
        template,
        'DNS (kube-system, k8s-app=kube-dns)',
        words,
        shut[0]?.blocking ?? [],
      ).map((finding): Finding => ({ ...finding, answer: certain ? undefined : 'opinion' }));
    });
}
