import { describe, expect, test } from '@jest/globals';
import { gatewayCredentials } from '../../../../lib/checker/rules/traffic/gateway-credentials';
import { judge } from '../judge';

const pods = (name: string, namespace: string) =>
  `---\n{ apiVersion: apps/v1, kind: Deployment, metadata: { name: ${name}, namespace: ${namespace} }, spec: { template: { metadata: { labels: { istio: ${name} } }, spec: { containers: [{ name: a }] } } } }\n`;
const gateway = `
---
{ apiVersion: networking.istio.io/v1, kind: Gateway, metadata: { name: web, namespace: shop }, spec: { selector: { istio: ingressgateway }, servers: [{ tls: { credentialName: web-tls } }] } }
`;
const certificate = (namespace: string) =>
  `---\n{ apiVersion: cert-manager.io/v1, kind: Certificate, metadata: { name: web, namespace: ${namespace} }, spec: { secretName: web-tls } }\n`;

describe('gateway-credentials', () => {
  const said = (...parts: readonly string[]) => judge(gatewayCredentials, parts.join(''));

  test('finds a certificate beside the routes instead of the pods of the gateway', () => {
    expect(said(gateway, certificate('shop'), pods('ingressgateway', 'istio-system'))).toEqual([
      gatewayCredentials.example,
    ]);
    expect(said(gateway, certificate('shop'), pods('api', 'shop'))).toEqual([gatewayCredentials.example]);
  });

  test.each([
    ['a certificate beside the pods', certificate('istio-system') + pods('ingressgateway', 'istio-system')],
    ['pods of a gateway beside the routes', certificate('shop') + pods('ingressgateway', 'shop')],
    ['a namespace for gateways alone', certificate('istio-ingress') + pods('api', 'shop')],
    ['a certificate from elsewhere', pods('api', 'shop')],
    ['a namespace of which nothing is known', certificate('shop')],
  ])('accepts %s', (_, more) => {
    expect(said(gateway, more)).toEqual([]);
  });
});
