import { describe, expect, test } from '@jest/globals';
import { policiesNameNamespaces } from '../../../../lib/checker/rules/traffic/policies-name-namespaces';
import { judge } from '../judge';
import { object } from '../object';

describe('policies-name-namespaces', () => {
  const policy = (labels: string) =>
    object(
      'NetworkPolicy',
      'db/clients',
      `spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { ${labels} } } }] }] }`,
      'networking.k8s.io/v1',
    );
  const namespace = (name: string, labels = '') =>
    `---\n{ apiVersion: v1, kind: Namespace, metadata: { name: ${name}, labels: { ${labels} } } }\n`;

  test('no namespace has the label name by itself', () => {
    expect(judge(policiesNameNamespaces, policy('name: shop') + object('ConfigMap', 'shop/api'))).toEqual([
      policiesNameNamespaces.example,
    ]);
    expect(judge(policiesNameNamespaces, policy('name: shop') + namespace('shop', 'name: shop'))).toEqual([]);
    expect(judge(policiesNameNamespaces, policy('name: elsewhere'))).toEqual([]);
  });

  test('the namespace that is meant lacks the label', () => {
    expect(judge(policiesNameNamespaces, policy('purpose: monitoring') + namespace('shop-monitoring'))).toEqual([
      expect.stringContaining('expected a label of a namespace: Namespace shop-monitoring has no purpose'),
    ]);
    const labelled = namespace('shop-monitoring', 'purpose: monitoring');
    expect(judge(policiesNameNamespaces, policy('purpose: monitoring') + labelled)).toEqual([]);
  });

  test('a set that names other namespaces by their own label means that label', () => {
    const others = policy('kubernetes.io/metadata.name: kube-system')
      .replaceAll('db/clients', 'db/dns')
      .replace('clients', 'dns');
    expect(judge(policiesNameNamespaces, policy('name: ingress-nginx') + others)).toHaveLength(1);
    expect(judge(policiesNameNamespaces, policy('team: ingress-nginx') + others)).toEqual([]);
  });
});
