import { describe, expect, test } from '@jest/globals';
import { ingressBackendsReachable } from '../../../../lib/checker/rules/traffic/ingress-backends-reachable';
import { judge } from '../judge';
import { denyEgress, denyIngress, policy, yaml } from './shop';

describe('the ingress controller reaches its backends', () => {
  const web = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, ports: [{ name: http, containerPort: 8080 }] }] }`;
  const service = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: www, port: 80, targetPort: http }] }`;
  const ingress = (port = '{ number: 80 }') => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /, backend: { service: { name: web, port: ${port} } } }] }`;
  const shut = (...documents: string[]): string[] => judge(ingressBackendsReachable, yaml(web, service, ...documents));
  const letIn = (rule: string) => policy('web', `{ podSelector: {}, ingress: [${rule}] }`);

  test('a route whose pods let nobody in is named', () => {
    expect(shut(ingress(), denyIngress)).toEqual([ingressBackendsReachable.example]);
    expect(shut(ingress('{ name: www }'), denyIngress)).toEqual([ingressBackendsReachable.example]);
  });

  test('the default backend is a backend', () => {
    const fallback = ingress().replace(
      / {2}rules:[\s\S]*/,
      '  defaultBackend: { service: { name: web, port: { number: 80 } } }',
    );
    expect(shut(fallback, denyIngress)).toEqual([expect.stringContaining('spec.defaultBackend.service: ')]);
  });

  test('a rule or path without a name is counted', () => {
    const nameless = ingress().replace('host: shop.example.com\n      http: { paths: [{ path: /,', 'http: { paths: [{');
    expect(shut(nameless, denyIngress)).toEqual([expect.stringContaining('spec.rules[0].http.paths[0].backend')]);
  });

  test.each([
    [
      'the namespace of a controller',
      '{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ingress-nginx } } }] }',
    ],
    [
      'namespaces with a label',
      '{ from: [{ namespaceSelector: { matchLabels: { ingress: "yes" } } }], ports: [{ port: 8080 }] }',
    ],
    ['the addresses of a load balancer', '{ from: [{ ipBlock: { cidr: 130.211.0.0/22 } }], ports: [{ port: http }] }'],
    ['anyone', '{ ports: [{ port: 8000, endPort: 9000 }] }'],
  ])('pods may let in %s', (_, rule) => {
    expect(shut(ingress(), denyIngress, letIn(rule))).toEqual([]);
  });

  test.each([
    ['their own namespace', '{ from: [{ podSelector: {} }] }'],
    [
      'their own namespace, by its name',
      '{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }] }',
    ],
    ['anyone, on the port of the Service', '{ ports: [{ port: 80 }] }'],
  ])('it is not enough to let in %s', (_, rule) => {
    expect(shut(ingress(), denyIngress, letIn(rule))).toHaveLength(1);
  });

  test('pods that are not isolated, and Services that are not here, are not for this rule', () => {
    expect(shut(ingress(), denyEgress)).toEqual([]);
    expect(shut(ingress().replace('name: web, port', 'name: wed, port'), denyIngress)).toEqual([]);
    const bucket = ingress().replace(
      /service: \{ name: web.*\} \} \}\] \}/,
      'resource: { kind: Bucket, name: b } } }] }',
    );
    expect(shut(bucket, denyIngress)).toEqual([]);
  });

  const route = (namespace: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: shop }
spec: { parentRefs: [{ name: public, namespace: ${namespace} }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }`;

  test('an HTTPRoute whose pods let nobody in is named, unless its Gateway is beside the pods', () => {
    expect(shut(route('edge'), denyIngress)).toEqual([
      expect.stringMatching(
        /^HTTPRoute shop\/web: spec\.rules\[0\]\.backendRefs\[0\]: expected Deployment shop\/web to let in/,
      ),
    ]);
    expect(shut(route('shop'), denyIngress)).toEqual([]);
  });
});
