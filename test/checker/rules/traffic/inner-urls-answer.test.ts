import { describe, expect, test } from '@jest/globals';
import { innerUrlsAnswer } from '../../../../lib/checker/rules/traffic/inner-urls-answer';
import { judge } from '../judge';

describe('inner-urls-answer', () => {
  const service = `
---
{ apiVersion: v1, kind: Service, metadata: { name: proxy, namespace: sso }, spec: { ports: [{ port: 80, targetPort: 4180 }] } }
`;
  const url = (text: string) =>
    judge(
      innerUrlsAnswer,
      `{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: web, annotations: { nginx.ingress.kubernetes.io/auth-url: "${text}" } } }${service}`,
    );

  test('finds the port of a pod in place of the port of the Service', () => {
    expect(url('http://proxy.sso.svc.cluster.local:4180/oauth2/auth')).toEqual([innerUrlsAnswer.example]);
    expect(url('http://proxy.sso.svc.cluster.local/oauth2/auth')).toEqual([]);
    expect(url('https://$host/oauth2/auth')).toEqual([]);
    expect(url('https://sso.example.com/oauth2/auth')).toEqual([]);
  });

  test('finds a Service in another namespace, and a name without one', () => {
    expect(url('http://proxy.auth.svc.cluster.local/oauth2/auth')[0]).toContain('namespace sso');
    expect(url('http://proxy/oauth2/auth')[0]).toContain('proxy.sso.svc');
  });

  const at = (kind: string, text: string, more = service) =>
    judge(innerUrlsAnswer, `{ apiVersion: a/v1, kind: ${kind}, metadata: { name: web, namespace: own${text} }${more}`);

  test.each([
    ['Ingress', ', annotations: { haproxy-ingress.github.io/auth-url: "URL" } }, spec: {} }'],
    ['Middleware', ' }, spec: { forwardAuth: { address: "URL" } } }'],
    ['Prometheus', ' }, spec: { remoteWrite: [{ url: "URL" }] } }'],
    ['Prometheus', ' }, spec: { remoteRead: [{ url: "URL" }] } }'],
    ['PrometheusAgent', ' }, spec: { remoteWrite: [{ url: "URL" }] } }'],
    ['AlertmanagerConfig', ' }, spec: { receivers: [{ name: a, webhookConfigs: [{ url: "URL" }] }] } }'],
    ['ScaledObject', ' }, spec: { triggers: [{ metadata: { serverAddress: "URL" } }] } }'],
    ['SecretStore', ' }, spec: { provider: { vault: { server: "URL" } } } }'],
    ['ClusterSecretStore', ' }, spec: { provider: { vault: { server: "URL" } } } }'],
    ['Issuer', ' }, spec: { vault: { server: "URL" } } }'],
    ['ClusterIssuer', ' }, spec: { vault: { server: "URL" } } }'],
    ['GrafanaDatasource', ' }, spec: { datasource: { url: "URL" } } }'],
  ])('reads the URL of a %s: %#', (kind, text) => {
    const asks = (url: string) => at(kind, text.replace('URL', url));
    expect(asks('http://proxy.sso.svc:4180')[0]).toContain('expected a port of Service sso/proxy (80), received 4180');
    expect(asks('http://proxy.sso.svc:80')).toEqual([]);
    expect(asks('http://proxy')).toHaveLength(/Ingress|Middleware/.test(kind) ? 1 : 0);
  });

  test.each([
    ['clusterIP: None, ports: [{ port: 80 }]', 0],
    ['type: ExternalName, externalName: a.example.com, ports: [{ port: 80 }]', 0],
    ['externalName: a.example.com', 0],
    ['ports: [{ port: 80 }, { port: 81 }]', 1],
  ])('of a Service with %s, %d is not open', (spec, count) => {
    const made = `\n---\n{ apiVersion: v1, kind: Service, metadata: { name: proxy, namespace: sso }, spec: { ${spec} } }`;
    const found = at('Issuer', ' }, spec: { vault: { server: "http://proxy.sso.svc:8200" } } }', made);
    expect(found).toHaveLength(count);
    for (const text of found) expect(text).toContain('(80, 81)');
  });

  test('a Service that is in two namespaces may be meant in a third', () => {
    const other = service.replace('namespace: sso', 'namespace: auth');
    const asks = (more: string) =>
      at('Issuer', ' }, spec: { vault: { server: "http://proxy.third.svc.cluster.local" } } }', more);
    expect(asks(service)[0]).toContain('did you mean "proxy.sso.svc.cluster.local"?');
    expect(asks(service + other)).toEqual([]);
    expect(asks('')).toEqual([]);
    expect(at('Issuer', ' }, spec: { vault: { server: "http://proxy.sso.example.com:1" } } }')).toEqual([]);
  });
});
