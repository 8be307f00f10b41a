import { describe, expect, test } from '@jest/globals';
import { defaultDeny } from '../../../../lib/checker/rules/traffic/default-deny';
import { judge } from '../judge';
import { api, denyAll, denyEgress, denyIngress, policy, yaml } from './shop';

describe('namespaces deny by default', () => {
  const shop = '{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }';

  test('a direction that no policy for all pods closes is named', () => {
    expect(judge(defaultDeny, yaml(shop, api, denyIngress))).toEqual([defaultDeny.example]);
    const some = policy('api', '{ podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress, Egress] }');
    expect(judge(defaultDeny, yaml(shop, api, some))).toEqual([expect.stringContaining('none for Ingress and Egress')]);
  });

  test('one policy may close both directions, or two one each', () => {
    expect(judge(defaultDeny, yaml(shop, api, denyAll))).toEqual([]);
    expect(judge(defaultDeny, yaml(shop, api, denyIngress, denyEgress))).toEqual([]);
    const dns = policy('p', '{ podSelector: {}, policyTypes: [Ingress, Egress], egress: [{ ports: [{ port: 53 }] }] }');
    expect(judge(defaultDeny, yaml(shop, api, dns))).toEqual([]);
  });

  test('a policy that lets everyone through denies nothing', () => {
    const allow = policy('allow', '{ podSelector: {}, policyTypes: [Ingress], ingress: [{}] }');
    expect(judge(defaultDeny, yaml(shop, api, allow, denyEgress))).toEqual([
      expect.stringContaining('none for Ingress ['),
    ]);
  });

  test('a policy does not isolate pods in the network of their node', () => {
    const onNode = api.replace('containers:', 'hostNetwork: true\n      containers:');
    expect(judge(defaultDeny, yaml(shop, onNode))).toEqual([]);
    expect(judge(defaultDeny, yaml(shop, onNode, api.replaceAll('api', 'web')))).toHaveLength(1);
  });

  test('a namespace without pods, or made elsewhere, needs no policy', () => {
    expect(judge(defaultDeny, shop)).toEqual([]);
    expect(judge(defaultDeny, api)).toEqual([]);
  });

  test('a namespace that is open on purpose needs no policy, unlike one that is less closed otherwise', () => {
    const declared = (ways: object) => ({ lessClosed: [{ namespace: 'shop', reason: 'a scanner', ...ways }] });
    expect(judge(defaultDeny, yaml(shop, api), declared({ network: 'open' }))).toEqual([]);
    expect(judge(defaultDeny, yaml(shop, api), declared({ podSecurity: 'baseline' }))).toHaveLength(1);
  });
});
