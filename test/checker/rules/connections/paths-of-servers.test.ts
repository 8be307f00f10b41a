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

  test.each([
    ['grafana/loki:3', '/loki/api/v1', 'push query query_range label labels series tail rules index patterns delete'],
    ['grafana/loki:3', '/loki/api/v1', 'detected_labels detected_fields detected_field drilldown-limits cache'],
    ['grafana/loki:3', '/api/prom', 'push query label tail series rules'],
    ['grafana/loki:3', '', 'otlp/v1/logs prometheus/api/v1 flush distributor ingester compactor ruler scheduler ui'],
    ['grafana/loki:3', '', 'ready metrics config services log_level memberlist debug ring status'],
    ['prom/prometheus:v3', '/api/v1', 'write read query query_range query_exemplars series labels label targets rules'],
    ['prom/prometheus:v3', '/api/v1', 'alertmanagers status admin otlp/v1/metrics format_query parse_query'],
    ['prom/prometheus:v3', '', 'metrics federate - graph query alerts targets rules config status flags tsdb-status'],
    ['prom/prometheus:v3', '', 'service-discovery consoles static classic agent alertmanager-discovery'],
    ['prom/alertmanager:v0', '', 'api/v1 api/v2 - metrics status debug'],
    ['prom/pushgateway:v1', '', 'metrics api/v1 - status debug'],
    ['quay.io/keycloak/keycloak:17.0', '', 'realms admin js resources health metrics robots.txt welcome-content'],
    ['ollama/ollama:0', '', 'api v1'],
    ['vllm/vllm-openai:v0', '', 'v1 v2 health load ping version metrics tokenize detokenize pooling classify score'],
    ['registry:2', '', 'v2 metrics debug'],
    ['influxdb:2', '', 'api/v2 write query ping health ready metrics debug'],
  ])('%s answers at %s/: %s', (image, start, ends) => {
    const yaml = server('loki', `image: "${image}"`);
    for (const end of ends.split(' ')) expect(asked(`${start}/${end}/a`, yaml)).toEqual([]);
    expect(asked('/nowhere/else', yaml)).toHaveLength(1);
  });

  test.each([
    ['grafana/loki:3', 'server.http_path_prefix'],
    ['grafana/loki:3', 'server.path-prefix'],
    ['prom/prometheus:v3', 'web.route-prefix'],
    ['prom/prometheus:v3', 'web.external-url'],
    ['prom/alertmanager:v0', 'web.route-prefix'],
    ['prom/alertmanager:v0', 'web.external-url'],
    ['prom/pushgateway:v1', 'web.route-prefix'],
    ['prom/pushgateway:v1', 'web.external-url'],
    ['quay.io/keycloak/keycloak:26', 'KC_HTTP_MANAGEMENT_RELATIVE_PATH'],
    ['vllm/vllm-openai:v0', 'root-path'],
    ['registry:2', 'REGISTRY_HTTP_PREFIX'],
    ['registry:2', 'http.prefix'],
  ])('%s may answer elsewhere by %s', (image, name) => {
    const told = server('loki', `image: "${image}", env: [{ name: ${name}, value: /a }]`);
    expect(asked('/nowhere/else', told)).toEqual([]);
  });

  test.each(['KC_HTTP_RELATIVE_PATH', 'http-relative-path'])('Keycloak answers below %s', (name) => {
    const told = server('loki', `image: "quay.io/keycloak/keycloak:26", env: [{ name: ${name}, value: /a }]`);
    expect(asked('/realms/web', told)[0]).toContain('such as /a/realms, received "/realms/web"');
    expect(asked('/a/realms/web', told)).toEqual([]);
  });
});
