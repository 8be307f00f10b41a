import { describe, expect, test } from '@jest/globals';
import { signInOpen } from '../../../../lib/checker/rules/traffic/sign-in-open';
import { judge } from '../judge';

describe('sign-in-open', () => {
  const ingress = (name: string, annotations: string, path: string) => `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, annotations: { ${annotations} } }
spec: { rules: [{ host: shop.example.com, http: { paths: [{ path: ${path}, pathType: Prefix }] } }] }
`;
  const nginx = 'nginx.ingress.kubernetes.io';
  const guarded = (signIn = 'https://$host/oauth2/start?rd=$escaped_request_uri') =>
    ingress('web', `${nginx}/auth-url: "http://proxy/oauth2/auth", ${nginx}/auth-signin: "${signIn}"`, '/');

  test('finds a page for signing in behind the sign-in', () => {
    expect(judge(signInOpen, guarded() + ingress('proxy', '', '/oauth'))[0]).toContain('received "/oauth2/start"');
    expect(judge(signInOpen, guarded('https://shop.example.com/oauth2/start'))).toHaveLength(1);
  });

  test('names the paths that are open', () => {
    const open = ingress('proxy', '', '/oauth2/callback');
    expect(judge(signInOpen, guarded() + open)[0]).toContain(
      '(shop.example.com/oauth2/callback of Ingress default/proxy)',
    );
  });

  test.each([
    ['a page of an open Ingress', guarded() + ingress('proxy', '', '/oauth2')],
    ['a page of another host', guarded('https://auth.example.com/oauth2/start')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(signInOpen, yaml)).toEqual([]);
  });
});
