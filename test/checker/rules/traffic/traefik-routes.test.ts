import { describe, expect, test } from '@jest/globals';
import { traefikRoutes } from '../../../../lib/checker/rules/traffic/traefik-routes';
import { judge } from '../judge';
import { deployment } from '../workloads';

describe('traefik-routes', () => {
  const route = (match: string, entry = 'websecure', more = '') =>
    judge(
      traefikRoutes,
      JSON.stringify({
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'IngressRoute',
        metadata: { name: 'web' },
        spec: { entryPoints: [entry], routes: [{ match, kind: 'Rule' }] },
      }) + more,
    );

  test('finds a rule that Traefik cannot read', () => {
    expect(route("Host('shop.example.com')")).toEqual([traefikRoutes.example]);
    expect(route('Host(`shop.example.com`) && (PathPrefix(`/a`) || Path("/b"))')).toEqual([]);
    expect(route('!Host(`a`) && HeadersRegexp(`x`, `(a|b)`)')).toEqual([]);
    expect(route('HostName(`a`)')).toHaveLength(1);
    expect(route('Host(`a`) & Path(`/b`)')).toHaveLength(1);
    expect(route('Host(`a`')).toHaveLength(1);
    expect(route('Host(shop.example.com)')).toHaveLength(1);
  });

  test('finds an entry point that Traefik does not have', () => {
    const traefik = deployment(
      '{ name: t, image: "traefik:v3.2", args: ["--entrypoints.web.address=:80", "--entryPoints.websecure.address=:443"] }',
    );
    expect(route('Host(`a`)', 'https', traefik)[0]).toContain('web, websecure');
    expect(route('Host(`a`)', 'websecure', traefik)).toEqual([]);
    expect(route('Host(`a`)', 'https')).toEqual([]);
  });

  test('finds a Middleware without its namespace', () => {
    const ingress = (name: string) =>
      judge(
        traefikRoutes,
        `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { traefik.ingress.kubernetes.io/router.middlewares: "${name}@kubernetescrd" } }
---
{ apiVersion: traefik.io/v1alpha1, kind: Middleware, metadata: { name: auth, namespace: sso }, spec: {} }
`,
      );
    expect(ingress('auth')[0]).toContain('did you mean "sso-auth@kubernetescrd"');
    expect(ingress('sso-auth')).toEqual([]);
    expect(ingress('other-limit')).toEqual([]);
  });
});
