import { describe, expect, test } from '@jest/globals';
import { pathsOfServers } from '../../../../lib/checker/rules/connections/paths-of-servers';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('paths-of-servers', () => {
  const server = (name: string, container: string) =>
    object('Service', name, `selector: { app: ${name} }, ports: [{ port: 3100 }]`) +
    object(
      'StatefulSet',
      name,
      `template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: ${name}, ${container} }] } }`,
    );
  const loki = server('loki', 'image: "grafana/loki:3.1.0"');
  const asked = (path: string, yaml = loki, host = 'loki:3100') =>
    judge(pathsOfServers, yaml + configMap('agent', `agent.yaml: "clients: [{ url: 'http://${host}${path}' }]"`));

  test('finds a path that the server does not have', () => {
    expect(asked('/api/v1/push')).toEqual([pathsOfServers.example]);
    expect(asked('/api/prom/v1/push')).toHaveLength(1);
    const sso = (image: string) => server('sso', `image: "quay.io/keycloak/keycloak:${image}"`);
    expect(asked('/auth/realms/shop', sso('26.0'), 'sso:8080')).toHaveLength(1);
    expect(asked('/auth/realms/shop', sso('16.1'), 'sso:8080')).toEqual([]);
  });

  test('knows the beginning of all paths', () => {
    const sso = (value: string) =>
      server('sso', `image: "quay.io/keycloak/keycloak:26.0", env: [{ name: KC_HTTP_RELATIVE_PATH, value: ${value} }]`);
    expect(asked('/realms/shop', sso('/auth'), 'sso:8080')[0]).toContain('such as /auth/realms');
    expect(asked('/auth/realms/shop', sso('auth/'), 'sso:8080')).toEqual([]);
    expect(asked('/realms/shop', sso('/'), 'sso:8080')).toEqual([]);
  });

  test('asks the server behind a public host', () => {
    const sso = server(
      'sso',
      'image: "quay.io/keycloak/keycloak:26.0", env: [{ name: KC_HOSTNAME, value: "https://sso.example.com/auth" }]',
    );
    const ingress = (host: string, service: string, metadata = '') =>
      object(
        'Ingress',
        service,
        `rules: [{ host: ${host}, http: { paths: [{ path: /, backend: { service: { name: ${service} } } }] } }]`,
      ).replace('metadata: {', `metadata: { ${metadata}`);
    const open = sso + ingress('sso.example.com', 'sso');
    expect(asked('/auth/realms/shop', open, 'sso.example.com')).toHaveLength(1);
    expect(asked('/realms/shop', open, 'sso.example.com')).toEqual([]);
    expect(asked('/auth/realms/shop', open, 'login.example.com')).toEqual([]);
    const rewritten =
      sso + ingress('sso.example.com', 'sso', 'annotations: { nginx.ingress.kubernetes.io/rewrite-target: /$2 },');
    expect(asked('/auth/realms/shop', rewritten, 'sso.example.com')).toEqual([]);
    const shared = open + loki + ingress('sso.example.com', 'loki');
    expect(asked('/auth/realms/shop', shared, 'sso.example.com')).toEqual([]);
  });

  test.each([
    ['a path of the server', asked('/loki/api/v1/push')],
    ['the beginning of a path', asked('/loki/api/v1')],
    ['no path', asked('/')],
    ['a path that somebody fills in', asked('/$1/push')],
    ['a server of others', asked('/push', loki, 'gateway:3100')],
    [
      'a proxy beside the server',
      asked('/push', server('loki', 'image: "grafana/loki:3.1.0" }, { name: proxy, image: "nginx:1"')),
    ],
    [
      'a prefix',
      asked(
        '/prom/api/v1/write',
        server('prom', 'image: "prom/prometheus:v2", args: [--web.route-prefix=/prom]'),
        'prom:9090',
      ),
    ],
  ])('accepts %s', (_, found) => {
    expect(found).toEqual([]);
  });
});
