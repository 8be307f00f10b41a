import { describe, expect, test } from '@jest/globals';
import { endpointsExposed } from '../../../../lib/checker/rules/containers/endpoints-exposed';
import { judge } from '../judge';
import { object } from '../workloads';

describe('endpoints-exposed', () => {
  const api = (include: string, more = '', metadata = '') =>
    object(
      'Deployment',
      'api',
      `template: { metadata: { labels: { app: api } ${metadata} }, spec: { containers: [{ name: api, env: [{ name: MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE, value: "${include}" }] ${more} }] } }`,
    );
  const service =
    '---\n{ apiVersion: v1, kind: Service, metadata: { name: api, labels: { app: api } }, spec: { selector: { app: api }, ports: [{ name: http, port: 80 }] } }\n';
  const monitor = (kind: string, list: string, path = '/actuator/prometheus', app = 'api') =>
    object(kind, 'api', `selector: { matchLabels: { app: ${app} } }, ${list}: [{ port: http, path: ${path} }]`);
  const said = (...yaml: string[]) => judge(endpointsExposed, yaml.join(''));
  const SCRAPED = service + monitor('ServiceMonitor', 'endpoints');

  test('finds an endpoint that Prometheus asks', () => {
    expect(said(api('health,info'), SCRAPED)).toEqual([endpointsExposed.example]);
    expect(said(api('health,prometheus'), SCRAPED)).toEqual([]);
    expect(said(api('*'), SCRAPED)).toEqual([]);
    expect(said(api('health'), service, monitor('ServiceMonitor', 'endpoints', '/metrics'))).toEqual([]);
    expect(said(api('health'), service, monitor('ServiceMonitor', 'endpoints', '/actuator/prometheus', 'web'))).toEqual(
      [],
    );
    expect(said(api('health'), monitor('PodMonitor', 'podMetricsEndpoints'))).toHaveLength(1);
    expect(said(api('health', '', ', annotations: { prometheus.io/path: /actuator/prometheus }'))).toHaveLength(1);
  });

  test('finds an endpoint that a probe asks', () => {
    const probe = ', readinessProbe: { httpGet: { port: 80, path: /actuator/health/readiness } }';
    expect(said(api('prometheus', probe))).toEqual([expect.stringContaining('expected "health" among the endpoints')]);
    expect(said(api('prometheus, health', probe))).toEqual([]);
  });

  test('leaves out a program with another base path', () => {
    const moved = api('health').replace(
      'env: [',
      'env: [{ name: MANAGEMENT_ENDPOINTS_WEB_BASE_PATH, value: /manage }, ',
    );
    expect(said(moved, SCRAPED)).toEqual([]);
  });
});
