import { describe, expect, test } from '@jest/globals';
import { pathsSwitchedOn } from '../../../../lib/checker/rules/connections/paths-switched-on';
import { judge } from '../judge';
import { configMap, deployment, object } from '../workloads';

describe('paths-switched-on', () => {
  const prometheus = (args = '--config.file=/etc/p.yml') =>
    `{ name: api, image: "prom/prometheus:v2.54.1", args: ["${args}"] }`;
  const reloaded = (args?: string, url = 'http://127.0.0.1:9090/-/reload') =>
    deployment(`${prometheus(args)}, { name: reloader, image: a, args: ["--webhook-url=${url}"] }`);
  const service = object('Service', 'prom', 'selector: { app: api }, ports: [{ port: 9090 }]');
  const agent = (path: string) =>
    configMap('agent', `agent.yaml: "remote_write: [{ url: 'http://prom:9090${path}' }]"`);

  test('finds a reload that Prometheus does not take', () => {
    expect(judge(pathsSwitchedOn, reloaded())).toEqual([pathsSwitchedOn.example]);
    expect(judge(pathsSwitchedOn, reloaded('--web.enable-lifecycle=false'))[0]).toContain('received "false"');
    expect(judge(pathsSwitchedOn, reloaded('--web.enable-lifecycle'))).toEqual([]);
    expect(judge(pathsSwitchedOn, reloaded(undefined, 'http://127.0.0.1:9090/-/ready'))).toEqual([]);
    expect(judge(pathsSwitchedOn, reloaded(undefined, 'http://prometheus.example.com/-/reload'))).toEqual([]);
  });

  test('finds metrics that Prometheus does not take', () => {
    const server = (args?: string) => deployment(prometheus(args)) + service;
    expect(judge(pathsSwitchedOn, server() + agent('/api/v1/write'))).toHaveLength(1);
    expect(judge(pathsSwitchedOn, server('--web.enable-remote-write-receiver') + agent('/api/v1/write'))).toEqual([]);
    expect(
      judge(
        pathsSwitchedOn,
        server('--enable-feature=exemplar-storage,remote-write-receiver') + agent('/api/v1/write'),
      ),
    ).toEqual([]);
    expect(judge(pathsSwitchedOn, server('--enable-feature=exemplar-storage') + agent('/api/v1/write'))).toHaveLength(
      1,
    );
    expect(judge(pathsSwitchedOn, server() + agent('/api/v1/query'))).toEqual([]);
  });

  const probed = (image: string, path: string, env = '') =>
    judge(
      pathsSwitchedOn,
      deployment(
        `{ name: api, image: "${image}", env: [${env}], readinessProbe: { httpGet: { path: ${path}, port: 80 } } }`,
      ),
    );

  test('finds a probe of a path that is off', () => {
    expect(probed('quay.io/keycloak/keycloak:26.0', '/health/ready')).toHaveLength(1);
    expect(
      probed('quay.io/keycloak/keycloak:26.0', '/health/ready', '{ name: KC_HEALTH_ENABLED, value: "true" }'),
    ).toEqual([]);
    expect(
      probed(
        'quay.io/keycloak/keycloak:26.0',
        '/health/ready',
        '{ name: KC_HEALTH_ENABLED, valueFrom: { configMapKeyRef: { name: other, key: a } } }',
      ),
    ).toEqual([]);
    expect(probed('quay.io/keycloak/keycloak:26.0', '/realms/master')).toEqual([]);
    const exposed = (value: string) => `{ name: MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE, value: "${value}" }`;
    expect(probed('acme/api:1', '/actuator/health', exposed('info,prometheus'))).toHaveLength(1);
    expect(probed('acme/api:1', '/actuator/health', exposed('info,health'))).toEqual([]);
    expect(probed('acme/api:1', '/actuator/health', exposed('*'))).toEqual([]);
    expect(probed('acme/api:1', '/actuator/health')).toEqual([]);
    expect(
      probed(
        'acme/api:1',
        '/actuator/health/liveness',
        '{ name: MANAGEMENT_ENDPOINT_HEALTH_PROBES_ENABLED, value: "false" }',
      ),
    ).toHaveLength(1);
  });

  test('finds a monitor and an annotation of metrics that are off', () => {
    const n8n = (env = '') => deployment(`{ name: api, image: "n8nio/n8n:1.60.0", env: [${env}] }`);
    const labelled = service.replace('name: prom', 'name: prom, labels: { app: api }');
    const monitor = (more = '') =>
      object('ServiceMonitor', 'n8n', `selector: { matchLabels: { app: api } }, endpoints: [{ port: http ${more} }]`);
    expect(judge(pathsSwitchedOn, n8n() + labelled + monitor())).toEqual([
      'ServiceMonitor default/n8n: spec.endpoints[0].path: expected N8N_METRICS in container api of Deployment default/api, without which /metrics does not answer, received nothing [paths-switched-on]',
    ]);
    expect(judge(pathsSwitchedOn, n8n('{ name: N8N_METRICS, value: "true" }') + labelled + monitor())).toEqual([]);
    expect(judge(pathsSwitchedOn, n8n() + labelled + monitor(', path: /healthz'))).toEqual([]);
    expect(judge(pathsSwitchedOn, n8n() + service + monitor())).toEqual([]);
    const annotated = (scrape: string) =>
      n8n().replace(
        'metadata: { labels: { app: api } }',
        `metadata: { annotations: { prometheus.io/scrape: "${scrape}" } }`,
      );
    expect(judge(pathsSwitchedOn, annotated('true'))).toHaveLength(1);
    expect(judge(pathsSwitchedOn, annotated('false'))).toEqual([]);
  });
});
