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
