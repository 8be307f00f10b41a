import { describe, expect, test } from '@jest/globals';
import { hostNetworkDns } from '../../../../lib/checker/rules/traffic/host-network-dns';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('host-network-dns', () => {
  const set = (pod: string, url = 'http://api.default.svc') =>
    object(
      'DaemonSet',
      'agent',
      `template: { spec: { ${pod}, containers: [{ name: agent, args: ["--url=${url}"] }] } }`,
    ) + object('Service', 'api', 'ports: [{ port: 80 }]');

  test('finds a pod that asks the resolver of the node', () => {
    expect(judge(hostNetworkDns, set('hostNetwork: true'))).toEqual([hostNetworkDns.example]);
  });

  test('finds a pod that takes the resolver of the node', () => {
    expect(judge(hostNetworkDns, set('dnsPolicy: Default'))[0]).toContain('expected "ClusterFirst"');
    expect(judge(hostNetworkDns, set('dnsPolicy: Default, dnsConfig: { nameservers: [10.0.0.10] }'))).toEqual([]);
  });

  test('finds a pod that asks public resolvers alone', () => {
    const asked = (servers: string) =>
      judge(hostNetworkDns, set(`dnsPolicy: None, dnsConfig: { nameservers: [${servers}] }`));
    expect(asked('1.1.1.1, 8.8.8.8')).toEqual([expect.stringContaining('a public resolver knows no Service')]);
    expect(asked('1.1.1.1, 10.0.0.10')).toEqual([]);
    expect(asked('')).toEqual([]);
  });

  test.each([
    ['the policy for such pods', set('hostNetwork: true, dnsPolicy: ClusterFirstWithHostNet')],
    ['a pod with a network of its own', set('hostNetwork: false')],
    ['a host outside', set('hostNetwork: true', 'https://logs.example.com')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(hostNetworkDns, yaml)).toEqual([]);
  });

  test('the resolver of the node knows no name of the cluster, whoever makes the Service', () => {
    const far = (host: string) => set('hostNetwork: true', `http://${host}`);
    expect(judge(hostNetworkDns, far('otel.logs.svc.cluster.local'))).toHaveLength(1);
    expect(judge(hostNetworkDns, far('kubernetes.default.svc.cluster.local'))).toEqual([]);
  });

  test('reads the ConfigMap that an option names', () => {
    const told = (option: string) =>
      object(
        'DaemonSet',
        'agent',
        `template: { spec: { hostNetwork: true, containers: [{ name: agent, args: ["${option}"] }] } }`,
      ) + configMap('agent', 'collector-host: otel.logs.svc.cluster.local');
    expect(judge(hostNetworkDns, told('--configmap=$(NAMESPACE)/agent'))).toHaveLength(1);
    expect(judge(hostNetworkDns, told('--config-map-name=agent'))).toHaveLength(1);
    expect(judge(hostNetworkDns, told('--configmap=other'))).toEqual([]);
    expect(judge(hostNetworkDns, told('--secret=agent'))).toEqual([]);
  });

  test('a server of the DNS may name Services', () => {
    const server = set('dnsPolicy: Default', 'http://api.default.svc').replace(
      'name: agent, args',
      'name: dns, image: coredns, args',
    );
    expect(judge(hostNetworkDns, server)).toEqual([]);
  });
});
