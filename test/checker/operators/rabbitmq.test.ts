import { describe, expect, test } from '@jest/globals';
import { hostsResolve } from '../../../lib/checker/rules/connections/hosts-resolve';
import { networkPolicySelectsPods } from '../../../lib/checker/rules/references/network-policy-selects-pods';
import { secretExists } from '../../../lib/checker/rules/references/secret-exists';
import { backingServicesReachable } from '../../../lib/checker/rules/traffic/backing-services-reachable';
import { judge } from '../rules/judge';
import { object } from '../rules/object';

describe('a cluster of RabbitMQ, of its operator', () => {
  const cluster = (more = '') =>
    object('RabbitmqCluster', 'mail/bus', `spec: { replicas: 3 ${more} }`, 'rabbitmq.com/v1beta1');
  const worker = (env: string) =>
    object(
      'Deployment',
      'mail/worker',
      `spec: { template: { metadata: { labels: { app: worker } }, spec: { containers: [{ name: a, env: [${env}] }] } } }`,
      'apps/v1',
    );
  const host = (port: number) => worker(`{ name: URL, value: "amqp://bus.mail.svc:${port}/" }`);
  const policy = (port: number) =>
    object(
      'NetworkPolicy',
      'mail/bus',
      `spec: { podSelector: { matchLabels: { app.kubernetes.io/name: bus } }, policyTypes: [Ingress], ingress: [{ ports: [{ port: ${port} }] }] }`,
      'networking.k8s.io/v1',
    );

  test('has a Service with the ports of its listeners', () => {
    expect(judge(hostsResolve, cluster() + host(5672))).toEqual([]);
    expect(judge(hostsResolve, cluster() + host(5671))).toHaveLength(1);
    const tls = (more: string) => cluster(`, tls: { secretName: bus-tls ${more} }`);
    expect(judge(hostsResolve, tls('') + host(5671))).toEqual([]);
    expect(judge(hostsResolve, tls('') + host(5672))).toEqual([]);
    expect(judge(hostsResolve, tls(', disableNonTLSListeners: true') + host(5672))).toHaveLength(1);
  });

  test('has the ports of its plugins, and unknown ones if the Service is overridden', () => {
    const plugin = (more = '') =>
      cluster(`, rabbitmq: { additionalPlugins: [rabbitmq_mqtt, rabbitmq_shovel] } ${more}`);
    expect(judge(hostsResolve, plugin() + host(1883))).toEqual([]);
    expect(judge(hostsResolve, plugin() + host(8883))).toHaveLength(1);
    expect(judge(hostsResolve, plugin(', tls: { secretName: a }') + host(8883))).toEqual([]);
    expect(judge(hostsResolve, cluster() + host(1883))).toHaveLength(1);
    const overridden = cluster(', override: { service: { spec: { ports: [{ port: 1883 }] } } }');
    expect(judge(hostsResolve, overridden + host(1883)).join()).not.toContain('expected a port');
  });

  test('has pods that policies close, which is found at the policy', () => {
    expect(judge(networkPolicySelectsPods, cluster() + policy(5672))).toEqual([]);
    expect(judge(backingServicesReachable, cluster() + policy(5672) + host(5672))).toEqual([]);
    expect(judge(backingServicesReachable, cluster() + policy(5671) + host(5672))).toEqual([
      'NetworkPolicy mail/bus: spec.ingress: expected traffic from Deployment mail/worker on TCP port 5672 to be let in by a NetworkPolicy, received no such rule in bus [backing-services-reachable]',
    ]);
  });

  test('has a Secret with the account of applications', () => {
    const from = (key: string) =>
      worker(`{ name: A, valueFrom: { secretKeyRef: { name: bus-default-user, key: ${key} } } }`);
    expect(judge(secretExists, cluster() + from('username'))).toEqual([]);
    expect(judge(secretExists, cluster() + from('user'))).toHaveLength(1);
    const vault = cluster(', secretBackend: { vault: { role: rabbitmq } }');
    expect(judge(secretExists, vault + from('username'))[0]).toContain('expected a Secret in namespace mail');
  });
});
