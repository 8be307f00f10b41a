import { describe, expect, test } from '@jest/globals';
import { probePaths } from '../../../../lib/checker/rules/availability/probe-paths';
import { judge } from '../judge';
import { configMap, deployment } from '../workloads';

describe('probe-paths', () => {
  const ports = 'ports: [{ name: http, containerPort: 8080 }, { name: mgmt, containerPort: 8081 }]';
  const probe = (path: string, port: string | number, env: string, more = '') =>
    deployment(
      `{ name: api, ${ports}, env: [${env}], livenessProbe: { httpGet: { path: ${path}, port: ${port} } } ${more} }`,
    );
  const managed = '{ name: MANAGEMENT_SERVER_PORT, value: "8081" }';

  test('finds a probe of the management pages on another port', () => {
    expect(judge(probePaths, probe('/actuator/health', 'http', managed))).toEqual([probePaths.example]);
    expect(judge(probePaths, probe('/actuator/health', 'mgmt', managed))).toEqual([]);
    expect(judge(probePaths, probe('/live', 'http', managed))).toEqual([]);
    expect(judge(probePaths, probe('/actuator/health', 'http', ''))).toEqual([]);
  });

  test('reads the port in a mounted file', () => {
    const map = configMap('config', '"application.yaml": "management: { server: { port: 8081 } }"');
    const yaml = probe(
      '/actuator/health',
      'http',
      '',
      ', volumeMounts: [{ name: config, mountPath: /config }]',
    ).replace('containers: [', 'volumes: [{ name: config, configMap: { name: config } }], containers: [');
    expect(judge(probePaths, yaml + map)).toEqual([probePaths.example]);
    expect(judge(probePaths, yaml + map.replace('8081', '8080'))).toEqual([]);
  });

  test('finds a probe outside of the base path', () => {
    const based = (rewrite: boolean) =>
      `{ name: SERVER_BASEPATH, value: /kibana }, { name: SERVER_REWRITEBASEPATH, value: "${rewrite}" }`;
    expect(judge(probePaths, probe('/api/status', 'http', based(true)))).toHaveLength(1);
    expect(judge(probePaths, probe('/kibana/api/status', 'http', based(true)))).toEqual([]);
    expect(judge(probePaths, probe('/api/status', 'http', based(false)))).toEqual([]);
  });

  test('the management port has no base path', () => {
    const based = `{ name: SERVER_SERVLET_CONTEXT_PATH, value: /shop }`;
    expect(judge(probePaths, probe('/actuator/health', 'http', based))).toHaveLength(1);
    expect(judge(probePaths, probe('/actuator/health', 'mgmt', `${based}, ${managed}`))).toEqual([]);
  });

  test('finds a probe of the management port outside of its base path', () => {
    const base = (more = '', port = '8081') =>
      `{ name: MANAGEMENT_SERVER_PORT, value: "${port}" }, { name: MANAGEMENT_ENDPOINTS_WEB_BASE_PATH, value: /manage } ${more}`;
    const asked = (path: string, port: string, env: string) => judge(probePaths, probe(path, port, env));
    expect(asked('/internal/health', 'mgmt', base())[0]).toContain('expected a path below /manage, where Spring Boot');
    expect(asked('/manage/health', 'mgmt', base())).toEqual([]);
    expect(asked('/internal/health', 'http', base())).toEqual([]);
    expect(asked('/internal/health', 'mgmt', managed)).toEqual([]);
    expect(asked('/internal/health', 'http', base('', '8080'))).toEqual([]);
    expect(asked('/internal/health', 'mgmt', base(', { name: SERVER_PORT, value: "8081" }'))).toEqual([]);
    const prefix = base(', { name: MANAGEMENT_SERVER_BASE_PATH, value: /ops/ }');
    expect(asked('/ops/manage/health', 'mgmt', prefix)).toEqual([]);
    expect(asked('/manage/health', 'mgmt', prefix)).toHaveLength(1);
    const more = ', { name: MANAGEMENT_ENDPOINT_HEALTH_GROUP_LIVENESS_ADDITIONALPATH, value: "management:/live" }';
    expect(asked('/live', 'mgmt', base(more))).toEqual([]);
  });

  test('finds a question on another port of the program', () => {
    const keycloak = (port: number, tag = '26.0', env = '') =>
      judge(probePaths, probe('/health/ready', port, env, `, image: "quay.io/keycloak/keycloak:${tag}"`));
    expect(keycloak(8080)[0]).toContain('expected 9000, where keycloak answers /health/ready');
    expect(keycloak(9000)).toEqual([]);
    expect(keycloak(8080, '24.0')).toEqual([]);
    expect(keycloak(8080, '26.0', '{ name: KC_LEGACY_OBSERVABILITY_INTERFACE, value: "true" }')).toEqual([]);
  });

  const asked = (image: string, path: string, port: number, env: Readonly<Record<string, string>> = {}) =>
    judge(
      probePaths,
      deployment(
        `{ name: api, image: "${image}", env: [${Object.entries(env).map(([name, value]) => `{ name: ${name}, value: "${value}" }`)}], readinessProbe: { httpGet: { path: ${path}, port: ${port} } } }`,
      ),
    );

  test.each([
    ['quay.io/keycloak/keycloak:25.0', '/health/ready', 9000, [8080, 8443], 'KC_HTTP_MANAGEMENT_PORT'],
    ['quay.io/keycloak/keycloak:26', '/metrics', 9000, [8080], 'http-management-port'],
    ['quay.io/keycloak/keycloak:26', '/metrics', 9000, [8080], 'KC_LEGACY_OBSERVABILITY_INTERFACE'],
    ['quay.io/keycloak/keycloak:26', '/metrics', 9000, [8080], 'legacy-observability-interface'],
    ['quay.io/keycloak/keycloak:26', '/metrics', 9000, [8080], 'KC_HTTP_MANAGEMENT_HEALTH_ENABLED'],
    ['quay.io/keycloak/keycloak:26', '/metrics', 9000, [8080], 'http-management-health-enabled'],
    ['minio/minio', '/minio/health/live', 9000, [9001, 9090], 'MINIO_ADDRESS'],
    ['minio/minio', '/minio/health/live', 9000, [9001], 'address'],
    ['nats', '/healthz', 8222, [4222, 6222, 7777], ''],
    ['coredns/coredns', '/ready', 8181, [8080, 9153, 53], ''],
    ['coredns/coredns', '/health', 8080, [8181, 9153, 53], ''],
    ['nvcr.io/nvidia/tritonserver', '/v2/health/ready', 8000, [8001, 8002], 'http-port'],
    ['clickhouse/clickhouse-server', '/ping', 8123, [9000, 9009, 9363], 'http_port'],
    ['qdrant/qdrant', '/readyz', 6333, [6334, 6335], 'QDRANT__SERVICE__HTTP_PORT'],
    ['cockroachdb/cockroach', '/health?ready=1', 8080, [26257], 'http-addr'],
    ['cockroachdb/cockroach', '/health', 8080, [26257], 'http-port'],
    ['elasticsearch', '/_cluster/health', 9200, [9300, 9600], 'http.port'],
    ['hashicorp/vault', '/v1/sys/health', 8200, [8201], ''],
    ['registry.k8s.io/ingress-nginx/controller', '/healthz', 10254, [80, 443, 8443], 'healthz-port'],
    ['prom/alertmanager', '/-/ready', 9093, [9094], 'web.listen-address'],
    ['quay.io/thanos/thanos', '/-/ready', 10902, [10901], 'http-address'],
    ['hashicorp/consul', '/v1/status/leader', 8500, [8300, 8301, 8302, 8502, 8600], 'http-port'],
    ['traefik', '/ping', 8080, [80, 443, 8000, 8443], 'ping.entryPoint'],
  ])('%s answers %s on %d', (image, path, port, others, setting) => {
    const [name = ''] = image.replace(/.*\//, '').split(':');
    for (const other of others) {
      expect(asked(image, path, other)[0]).toContain(
        `port: expected ${port}, where ${name} answers ${path}, received ${other}`,
      );
    }
    expect(asked(image, path, port)).toEqual([]);
    expect(asked(image, '/other', others[0] ?? 0)).toEqual([]);
    if (setting !== '') expect(asked(image, path, others[0] ?? 0, { [setting]: String(others[0]) })).toEqual([]);
  });

  test('an older Keycloak answers on its only port', () => {
    expect(asked('quay.io/keycloak/keycloak:24.0', '/health/ready', 8080)).toEqual([]);
  });

  test.each([
    ['Spring Boot', 'management.server.port', '/manage/health'],
    ['Quarkus', 'quarkus.management.port', '/q/health'],
    ['Micronaut', 'endpoints.all.port', '/health'],
    ['Keycloak', 'kc.http.management.port', '/health/live'],
    ['PostgREST', 'pgrst.admin.server.port', '/ready'],
  ])('%s has a port of its own by %s', (program, setting, path) => {
    const told = (port: number) => asked('app', path, port, { [setting]: '9999' });
    expect(told(8080)[0]).toContain(
      `port: expected 9999, where ${program} answers ${path} (${setting}), received 8080`,
    );
    expect(told(9999)).toEqual([]);
  });

  test.each([
    ['the server', 'app', ['web.route-prefix']],
    ['Spring Boot', 'app', ['server.servlet.context-path', 'spring.webflux.base-path']],
    ['Quarkus', 'app', ['quarkus.http.root-path']],
    ['Micronaut', 'app', ['micronaut.server.context-path']],
    ['Keycloak', 'app', ['kc.http.relative.path', 'http-relative-path']],
    ['SonarQube', 'app', ['sonar.web.context']],
    ['Nexus', 'app', ['nexus.context.path', 'nexus-context-path']],
    ['Jenkins', 'jenkins/jenkins', ['prefix']],
    ['Jupyter', 'app', ['ServerApp.base_url', 'NotebookApp.base_url']],
  ])('%s (%s) answers below the path of %j', (program, image, settings) => {
    for (const name of settings) {
      expect(asked(image, '/live', 8080, { [name]: '/shop/' })[0]).toContain(
        `path: expected a path below /shop, where ${program} answers (${settings[0]}), received "/live"`,
      );
      expect(asked(image, '/shop/live', 8080, { [name]: '/shop' })).toEqual([]);
    }
    if (image !== 'app') expect(asked('app', '/live', 8080, { prefix: '/shop' })).toEqual([]);
  });
});
