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
});
