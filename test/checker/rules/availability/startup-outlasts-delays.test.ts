import { describe, expect, test } from '@jest/globals';
import { startupOutlastsDelays } from '../../../../lib/checker/rules/availability/startup-outlasts-delays';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('a startup probe and the delays of other probes', () => {
  const found = (startup: string, others: string) =>
    judge(startupOutlastsDelays, deployment(`{ name: api, startupProbe: ${startup}, ${others} }`));

  test('a startup probe that gives up before a delay ends is found', () => {
    expect(found('{ tcpSocket: { port: 80 } }', 'livenessProbe: { initialDelaySeconds: 90 }')).toEqual([
      startupOutlastsDelays.example,
    ]);
    expect(found('{}', 'readinessProbe: { initialDelaySeconds: 31 }')).toEqual([
      expect.stringContaining('at least 31 s, the initialDelaySeconds of readinessProbe, received 30 s'),
    ]);
  });

  test.each([
    ['enough failures', '{ failureThreshold: 9 }', 'livenessProbe: { initialDelaySeconds: 90 }'],
    ['long periods', '{ periodSeconds: 30 }', 'livenessProbe: { initialDelaySeconds: 90 }'],
    ['a delay of its own', '{ initialDelaySeconds: 60 }', 'livenessProbe: { initialDelaySeconds: 90 }'],
    ['others that do not wait', '{}', 'livenessProbe: {}, readinessProbe: { periodSeconds: 60 }'],
  ])('one with %s is fine', (_, startup, others) => {
    expect(found(startup, others)).toEqual([]);
  });

  test('probes may wait for long without a startup probe', () => {
    expect(found('null', 'livenessProbe: { initialDelaySeconds: 300 }')).toEqual([]);
  });

  test('finds a start of a few seconds', () => {
    const start = (fields: string) =>
      judge(startupOutlastsDelays, deployment(`{ name: api, startupProbe: { ${fields} } }`));
    expect(start('periodSeconds: 5, failureThreshold: 1')[0]).toContain('expected at least 10 s, received 5 s');
    expect(start('periodSeconds: 1, failureThreshold: 10')).toEqual([]);
    expect(start('initialDelaySeconds: 20, periodSeconds: 5, failureThreshold: 1')).toEqual([]);
  });

  test('knows programs that take longer', () => {
    const sso = (probes: string, image = 'quay.io/keycloak/keycloak:26.0', list = 'containers') =>
      judge(
        startupOutlastsDelays,
        deployment(`{ name: api, image: "${image}", ${probes} }`).replace('containers:', `${list}:`),
      );
    const short = 'periodSeconds: 5, failureThreshold: 3';
    expect(sso(`startupProbe: { ${short} }`)[0]).toContain('startupProbe: expected at least 20 s, received 15 s');
    expect(sso(`livenessProbe: { ${short} }`)[0]).toContain(
      'livenessProbe: expected a startupProbe, or at least 20 s before the first restart',
    );
    expect(sso('livenessProbe: { periodSeconds: 10 }')).toEqual([]);
    expect(sso(`livenessProbe: { ${short} }, startupProbe: { periodSeconds: 10 }`)).toEqual([]);
    expect(sso(`startupProbe: { ${short} }`, 'acme/api:1')).toEqual([]);
    expect(sso(`livenessProbe: { ${short} }`, 'acme/api:1')).toEqual([]);
    expect(sso(`readinessProbe: { ${short} }`)).toEqual([]);
    expect(sso(`startupProbe: { ${short} }`, undefined, 'initContainers')).toEqual([]);
    const spring = (path: string) =>
      sso(`startupProbe: { ${short}, httpGet: { path: ${path}, port: 80 } }`, 'acme/api:1');
    expect(spring('/actuator/health')).toHaveLength(1);
    expect(spring('/shop/actuator/health')).toHaveLength(1);
    expect(spring('/health')).toEqual([]);
  });
});
