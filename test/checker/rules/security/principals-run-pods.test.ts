import { describe, expect, test } from '@jest/globals';
import { principalsRunPods } from '../../../../lib/checker/rules/security/principals-run-pods';
import { judge } from '../judge';

describe('principals-run-pods', () => {
  const pod = (namespace: string, name: string, account: string) => `
---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${name} } }
spec: { serviceAccountName: ${account}, containers: [{ name: a, ports: [{ containerPort: 8080 }] }] }
`;
  const policy = (rule: string, action = 'ALLOW') => `
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: orders, namespace: shop }
spec: { action: ${action}, selector: { matchLabels: { app: orders } }, rules: [{ ${rule} }] }
`;
  const pods = pod('web', 'web', 'web') + pod('shop', 'orders', 'default');
  const from = (principal: string) => `from: [{ source: { principals: ["${principal}"] } }]`;
  const to = (port: string) => `to: [{ operation: { ports: ["${port}"] } }]`;

  test('finds a caller that no pod is, and a port that no pod has', () => {
    expect(judge(principalsRunPods, pods + policy(from('cluster.local/ns/web/sa/default')))).toEqual([
      principalsRunPods.example,
    ]);
    expect(judge(principalsRunPods, pods + policy(from('cluster.local/ns/shop/sa/default')))).toHaveLength(1);
    expect(judge(principalsRunPods, pods + policy(to('80')))).toHaveLength(1);
  });

  test.each([
    ['the account of a pod', policy(from('cluster.local/ns/web/sa/web'))],
    ['a namespace of others', policy(from('cluster.local/ns/istio-system/sa/gateway'))],
    ['a pattern', policy(from('cluster.local/ns/web/sa/*'))],
    ['a policy that denies', policy(from('cluster.local/ns/web/sa/default'), 'DENY')],
    ['the port of the pods', policy(to('8080'))],
  ])('accepts %s', (_, yaml) => {
    expect(judge(principalsRunPods, pods + yaml)).toEqual([]);
  });

  const service = `
---
apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop }
spec: { selector: { app: orders }, ports: [{ port: 80, targetPort: 8080 }] }
`;
  const calling = pod('shop', 'web', 'web').replace(
    'name: a,',
    'name: a, args: ["--orders=http://orders.shop.svc:80"],',
  );

  test('finds the account of a caller in another namespace', () => {
    const called = (principal: string, caller = calling, more = '') =>
      judge(principalsRunPods, pod('shop', 'orders', 'orders') + service + caller + policy(from(principal)) + more);
    expect(called('cluster.local/ns/web/sa/web')).toEqual([
      'AuthorizationPolicy shop/orders: spec.rules[0].from[0].source.principals: expected "cluster.local/ns/shop/sa/web", the account of Pod shop/web, which calls the pods, received "cluster.local/ns/web/sa/web" [principals-run-pods]',
    ]);
    expect(called('cluster.local/ns/shop/sa/web')).toEqual([]);
    expect(called('cluster.local/ns/web/sa/admin')).toEqual([]);
    expect(called('cluster.local/ns/web/sa/web', pod('shop', 'web', 'web'))).toEqual([]);
    expect(called('cluster.local/ns/web/sa/web', calling + pod('web', 'web', 'web'))).toEqual([]);
    for (const rule of [
      from('cluster.local/ns/shop/sa/web'),
      'from: [{ source: { namespaces: [shop] } }]',
      to('8080'),
    ]) {
      const other = policy(rule).replace('name: orders, namespace', 'name: others, namespace');
      expect(called('cluster.local/ns/web/sa/web', calling, other)).toEqual([]);
    }
  });
});
