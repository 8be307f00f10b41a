import { describe, expect, test } from '@jest/globals';
import { dnsOpen } from '../../../../lib/checker/rules/traffic/dns-open';
import { judge, weights } from '../judge';
import { api, denyEgress, denyIngress, policy, yaml } from './shop';

describe('DNS stays open', () => {
  /** Lets every pod out to these peers and ports. */
  const letOut = (rule: string): string =>
    policy('dns', `{ podSelector: {}, policyTypes: [Egress], egress: [${rule}] }`);
  const ports = 'ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]';
  const kubeSystem = 'namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }';

  test('the protocols that are closed are named', () => {
    const udp = letOut('{ ports: [{ port: 53, protocol: UDP }] }').replace('name: dns', 'name: default-deny');
    expect(judge(dnsOpen, yaml(api, udp))).toEqual([expect.stringContaining('on TCP port 53')]);
    expect(judge(dnsOpen, yaml(api, denyEgress))).toEqual([dnsOpen.example]);
  });

  test('names resolve by UDP, and a pod that may open no connection needs none', () => {
    const udp = letOut('{ ports: [{ port: 53, protocol: UDP }] }');
    expect(weights(dnsOpen, yaml(api, udp))).toEqual(['opinion']);
    expect(weights(dnsOpen, yaml(api, denyEgress))).toEqual(['opinion']);
    expect(weights(dnsOpen, yaml(api, letOut('{ ports: [{ port: 5432 }] }')))).toEqual(['broken']);
  });

  test.each([
    ['anyone', `{ ${ports} }`],
    ['all that is in kube-system', `{ to: [{ ${kubeSystem} }], ${ports} }`],
    ['CoreDNS', `{ to: [{ ${kubeSystem}, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ${ports} }`],
    [
      'CoreDNS in any namespace',
      `{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ${ports} }`,
    ],
    ['the names of its ports', `{ to: [{ ${kubeSystem} }], ports: [{ port: dns, protocol: UDP }, { port: dns-tcp }] }`],
    ['the cache on the node', `{ to: [{ ipBlock: { cidr: 169.254.20.10/32 } }], ${ports} }`],
    ['the address of its Service', `{ to: [{ ipBlock: { cidr: 10.96.0.10/32 } }], ${ports} }`],
  ])('a rule for %s is enough', (_, rule) => {
    expect(judge(dnsOpen, yaml(api, letOut(rule)))).toEqual([]);
  });

  test.each([
    [
      'a label that kube-system does not have',
      `{ to: [{ namespaceSelector: { matchLabels: { name: kube-system } } }], ${ports} }`,
    ],
    ['pods of the own namespace', `{ to: [{ podSelector: { matchLabels: { k8s-app: kube-dns } } }], ${ports} }`],
    [
      'a label that CoreDNS does not have',
      `{ to: [{ ${kubeSystem}, podSelector: { matchLabels: { k8s-app: coredns } } }], ${ports} }`,
    ],
    ['a resolver on the internet', `{ to: [{ ipBlock: { cidr: 8.8.8.8/32 } }], ${ports} }`],
  ])('a rule for %s is not', (_, rule) => {
    expect(judge(dnsOpen, yaml(api, letOut(rule)))).toHaveLength(1);
  });

  test('pods that may talk to everyone, or do not ask the cluster, need no rule', () => {
    expect(judge(dnsOpen, yaml(api, denyIngress))).toEqual([]);
    const own = api.replace('spec:\n      containers', 'spec:\n      dnsPolicy: Default\n      containers');
    expect(own).not.toBe(api);
    expect(judge(dnsOpen, yaml(own, denyEgress))).toEqual([]);
  });

  test('the labels of a bare Pod are in its metadata', () => {
    const pod = '{ apiVersion: v1, kind: Pod, metadata: { name: p, namespace: shop, labels: { app: p } }, spec: {} }';
    expect(judge(dnsOpen, yaml(pod, denyEgress))).toEqual([expect.stringContaining('Pod shop/p: metadata.labels: ')]);
  });

  test('a policy for pods of other makers opens DNS by UDP as well', () => {
    const others = (rules: string) =>
      policy('notebooks', `{ podSelector: { matchLabels: { of: hub } }, policyTypes: [Egress], egress: [${rules}] }`);
    const tcp = '{ ports: [{ port: 5353, protocol: UDP }, { port: 53, protocol: TCP }] }';
    expect(judge(dnsOpen, others(tcp))).toEqual([
      expect.stringContaining(
        'spec.egress[0].ports: expected UDP port 53 beside TCP port 53, since names resolve by UDP, received UDP 5353, TCP 53',
      ),
    ]);
    expect(judge(dnsOpen, others(`{ ${ports} }`))).toEqual([]);
    expect(judge(dnsOpen, others(`${tcp}, { ports: [{ port: 53, protocol: UDP }] }`))).toEqual([]);
    expect(judge(dnsOpen, others('{ ports: [{ port: 443 }] }'))).toEqual([]);
    expect(judge(dnsOpen, others(`${tcp}, {}`))).toEqual([]);
  });
});
