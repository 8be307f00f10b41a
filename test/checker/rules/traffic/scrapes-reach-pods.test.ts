import { describe, expect, test } from '@jest/globals';
import { scrapesReachPods } from '../../../../lib/checker/rules/traffic/scrapes-reach-pods';
import { judge } from '../judge';

const inNamespace = (namespace: string, kind: string, name: string, rest: string, labels = '') =>
  `---\n{ apiVersion: networking.k8s.io/v1, kind: ${kind}, metadata: { name: ${name}, namespace: ${namespace}, labels: { ${labels} } }, ${rest} }\n`;

describe('scrapes-reach-pods', () => {
  const pods = (template: string) => `spec: { template: { ${template} } }`;
  const api = (annotations = '') =>
    inNamespace(
      'shop',
      'Deployment',
      'api',
      pods(
        `metadata: { labels: { app: api }, annotations: { ${annotations} } }, spec: { containers: [{ name: api, ports: [{ name: http, containerPort: 8080 }] }] }`,
      ),
    ) +
    inNamespace(
      'shop',
      'Service',
      'api',
      'spec: { selector: { app: api }, ports: [{ name: http, port: 80, targetPort: http }] }',
      'app: api',
    );
  const prometheus = (image = 'prom/prometheus:v2.54.0', name = 'prometheus') =>
    inNamespace(
      'monitoring',
      'Deployment',
      name,
      pods(`metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: p, image: "${image}" }] }`),
    );
  const monitor = (namespaces: string) =>
    inNamespace(
      'monitoring',
      'ServiceMonitor',
      'api',
      `spec: { namespaceSelector: { matchNames: [${namespaces}] }, selector: { matchLabels: { app: api } }, endpoints: [{ port: http }] }`,
    );
  const policy = (ingress: string) =>
    inNamespace('shop', 'NetworkPolicy', 'deny', `spec: { podSelector: {}, ingress: [${ingress}] }`);
  const open = '{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: prometheus } } }] }';
  const all = (ingress: string) => api() + prometheus() + monitor('shop') + policy(ingress);

  test('finds pods of a ServiceMonitor that a policy closes', () => {
    expect(judge(scrapesReachPods, all('{ from: [{ podSelector: {} }] }'))).toEqual([scrapesReachPods.example]);
    expect(judge(scrapesReachPods, all(open.replace('} }] }', '} }], ports: [{ port: 9090 }] }')))).toHaveLength(1);
  });

  test('finds pods that ask for a scrape by their annotations', () => {
    const asking = api('prometheus.io/scrape: "true", prometheus.io/port: "9102"');
    expect(judge(scrapesReachPods, asking + prometheus() + policy(''))[0]).toContain('on port 9102');
    const silent = api('prometheus.io/scrape: "false", prometheus.io/port: "9102"');
    expect(judge(scrapesReachPods, silent + prometheus() + policy(''))).toEqual([]);
  });

  test.each([
    ['a policy that lets Prometheus in', all(open)],
    ['no policy', api() + prometheus() + monitor('shop')],
    [
      'policies of a network plugin',
      all('') + inNamespace('shop', 'CiliumNetworkPolicy', 'own', 'spec: {}').replace('networking.k8s.io', 'cilium.io'),
    ],
    ['a Prometheus that stands elsewhere', api() + monitor('shop') + policy('')],
    ['another program beside', api() + prometheus('grafana/grafana:11.0.0') + monitor('shop') + policy('')],
    ['a monitor of another namespace', api() + prometheus() + monitor('other') + policy('')],
    [
      'one of two servers that gets through',
      api() + prometheus('prom/prometheus:v2.54.0', 'first') + prometheus() + monitor('shop') + policy(open),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(scrapesReachPods, yaml)).toEqual([]);
  });
});
