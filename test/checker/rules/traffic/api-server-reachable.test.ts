import { describe, expect, test } from '@jest/globals';
import { apiServerReachable } from '../../../../lib/checker/rules/traffic/api-server-reachable';
import { judge } from '../judge';
import { object } from '../workloads';

describe('api-server-reachable', () => {
  const job = (container: string) =>
    object(
      'CronJob',
      'restart',
      `jobTemplate: { spec: { template: { metadata: { labels: { job: restart } }, spec: { containers: [{ name: a, ${container} }] } } } }`,
    );
  const policy = (egress: string, apiVersion = 'networking.k8s.io/v1') =>
    `---\n{ apiVersion: ${apiVersion}, kind: NetworkPolicy, metadata: { name: jobs }, spec: { podSelector: { matchLabels: { job: restart } }, policyTypes: [Egress], egress: [${egress}] } }\n`;
  const restart = job('image: "bitnami/kubectl:1.30", command: [kubectl, rollout, restart, deploy/web]');
  const dns = '{ ports: [{ port: 53, protocol: UDP }] }';

  test('finds a policy that lets kubectl ask for names alone', () => {
    expect(judge(apiServerReachable, restart + policy(dns))).toEqual([apiServerReachable.example]);
  });

  test('finds a policy that lets a controller out to pods alone', () => {
    const controller = job('image: "quay.io/jetstack/cert-manager-controller:v1.15.0"');
    const found = judge(apiServerReachable, controller + policy('{ to: [{ podSelector: {} }] }'));
    expect(found).toEqual([expect.stringContaining('which cert-manager-controller asks')]);
  });

  test.each([
    ['no policy', restart],
    ['a program that asks no API server', job('image: "curlimages/curl:8"') + policy(dns)],
    ['everything on the port', restart + policy('{ ports: [{ port: 6443 }] }')],
    ['a block of addresses', restart + policy('{ to: [{ ipBlock: { cidr: 10.0.0.1/32 } }], ports: [{ port: 443 }] }')],
    ['all namespaces', restart + policy('{ to: [{ namespaceSelector: {} }] }')],
    [
      'the namespace of the system',
      restart +
        policy('{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } } }] }'),
    ],
    ['policies of a network plugin', restart + policy(dns) + policy(dns, 'crd.projectcalico.org/v1')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(apiServerReachable, yaml)).toEqual([]);
  });

  test('a block on another port is no way to the API server', () => {
    const elsewhere = policy('{ to: [{ ipBlock: { cidr: 10.0.0.1/32 } }], ports: [{ port: 5432 }] }');
    expect(judge(apiServerReachable, restart + elsewhere)).toHaveLength(1);
  });
});
