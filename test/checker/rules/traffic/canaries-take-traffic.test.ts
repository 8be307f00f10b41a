import { describe, expect, test } from '@jest/globals';
import { canariesTakeTraffic } from '../../../../lib/checker/rules/traffic/canaries-take-traffic';
import { judge } from '../judge';

describe('canaries-take-traffic', () => {
  const ingress = (name: string, host: string, annotations = '') =>
    `---\n{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: ${name}, annotations: { ${annotations} } }, spec: { rules: [{ host: ${host}, http: { paths: [{ path: /, backend: {} }] } }] } }\n`;
  const NGINX = 'nginx.ingress.kubernetes.io';
  const CANARY = `${NGINX}/canary: "true"`;
  const WEIGHT = `${CANARY}, ${NGINX}/canary-weight: "10"`;

  test('finds a canary without a share of the requests', () => {
    expect(judge(canariesTakeTraffic, ingress('canary', 'a.example.com', CANARY))).toEqual([
      canariesTakeTraffic.example,
    ]);
    expect(judge(canariesTakeTraffic, ingress('canary', 'a.example.com', WEIGHT))).toEqual([]);
    const header = `${CANARY}, ${NGINX}/canary-by-header: x-canary`;
    expect(judge(canariesTakeTraffic, ingress('canary', 'a.example.com', header))).toEqual([]);
    expect(judge(canariesTakeTraffic, ingress('a', 'a.example.com', `${NGINX}/canary: "false"`))).toEqual([]);
  });

  test('finds a canary for a host without a main Ingress', () => {
    const main = ingress('web', 'shop.example.com');
    expect(judge(canariesTakeTraffic, main + ingress('canary', 'shpo.example.com', WEIGHT))).toEqual([
      expect.stringContaining('did you mean "shop.example.com"?'),
    ]);
    expect(judge(canariesTakeTraffic, main + ingress('web-canary', 'other.test', WEIGHT))).toHaveLength(1);
    expect(judge(canariesTakeTraffic, main + ingress('web-canary', 'shop.example.com', WEIGHT))).toEqual([]);
    expect(judge(canariesTakeTraffic, main + ingress('other-canary', 'other.test', WEIGHT))).toEqual([]);
  });
});
