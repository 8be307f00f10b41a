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

  test('finds a question on another port of the program', () => {
    const keycloak = (port: number, tag = '26.0', env = '') =>
      judge(probePaths, probe('/health/ready', port, env, `, image: "quay.io/keycloak/keycloak:${tag}"`));
    expect(keycloak(8080)[0]).toContain('expected 9000, where keycloak answers /health/ready');
    expect(keycloak(9000)).toEqual([]);
    expect(keycloak(8080, '24.0')).toEqual([]);
    expect(keycloak(8080, '26.0', '{ name: KC_LEGACY_OBSERVABILITY_INTERFACE, value: "true" }')).toEqual([]);
  });
});
