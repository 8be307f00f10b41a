import { blockedTraffic } from '../../bundle/traffic/blocked-traffic';
import { NetworkPolicies } from '../../bundle/traffic/network-policies';
import type { Pod } from '../../bundle/traffic/pod';
import { stringAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

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
        ).map((finding) => ({ ...finding, answer: certain ? undefined : 'opinion' }));
      });
  },
};
