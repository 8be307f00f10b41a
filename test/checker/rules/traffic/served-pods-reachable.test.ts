import { describe, expect, test } from '@jest/globals';
import { servedPodsReachable } from '../../../../lib/checker/rules/traffic/served-pods-reachable';
import { judge } from '../judge';
import { deployment, service } from '../pods';

describe('served-pods-reachable', () => {
  const api =
    deployment('{ name: api, ports: [{ name: http, containerPort: 8000 }] }') +
    service('{ selector: { app: api }, ports: [{ name: http, port: 80, targetPort: http }] }');
  const policy = (name: string, spec: string, apiVersion = 'networking.k8s.io/v1') =>
    `---\n{ apiVersion: ${apiVersion}, kind: NetworkPolicy, metadata: { name: ${name} }, spec: ${spec} }\n`;
  const deny = policy('default-deny', '{ podSelector: {}, policyTypes: [Ingress] }');

  const named = (rules: string) => policy('api', `{ podSelector: { matchLabels: { app: api } }, ingress: ${rules} }`);

  test('finds a policy for the pods of a Service that opens no port', () => {
    expect(judge(servedPodsReachable, api + named('[]'))).toEqual([servedPodsReachable.example]);
  });

  test('finds a policy that opens another port', () => {
    expect(judge(servedPodsReachable, api + named('[{ ports: [{ port: 8080 }] }]'))).toEqual([
      servedPodsReachable.example,
    ]);
  });

  test('a port for the kubelet beside the port for clients may be closed', () => {
    const two = (name: string) =>
      deployment('{ name: api }') +
      service(`{ selector: { app: api }, ports: [{ name: http, port: 80 }, { name: ${name}, port: 8222 }] }`) +
      named('[{ ports: [{ port: 80 }] }]');
    expect(judge(servedPodsReachable, two('monitor'))).toEqual([]);
    expect(judge(servedPodsReachable, two('grpc'))).toHaveLength(1);
  });

  test.each([
    ['a namespace without policies', ''],
    ['a namespace that is closed until a policy names the pods', deny],
    ['a policy for the way out', policy('out', '{ podSelector: {}, policyTypes: [Egress] }')],
    ['a policy that lets one pod in', deny + named('[{ from: [{ podSelector: {} }], ports: [{ port: http }] }]')],
    [
      'a policy of a network plugin beside',
      named('[]') + policy('open', '{ selector: all() }', 'crd.projectcalico.org/v1'),
    ],
  ])('accepts %s', (_, policies) => {
    expect(judge(servedPodsReachable, api + policies)).toEqual([]);
  });
});
