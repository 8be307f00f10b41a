import { describe, expect, test } from '@jest/globals';
import { stableIngressRoutes } from '../../../../lib/checker/rules/references/stable-ingress-routes';
import { judge } from '../judge';
import { object } from '../object';

describe('stable-ingress-routes', () => {
  const rollout = object(
    'Rollout',
    'shop/web',
    'spec: { strategy: { canary: { stableService: web-stable, trafficRouting: { nginx: { stableIngress: web } } } } }',
  );
  const ingress = (service: string) =>
    object(
      'Ingress',
      'shop/web',
      `spec: { rules: [{ http: { paths: [{ path: /, backend: { service: { name: ${service} } } }] } }] }`,
    );

  test('the Ingress of a Rollout leads to the stable Service', () => {
    expect(judge(stableIngressRoutes, rollout + ingress('web'))).toEqual([stableIngressRoutes.example]);
    expect(judge(stableIngressRoutes, rollout + ingress('web-stable'))).toEqual([]);
  });
});
