import { describe, expect, test } from '@jest/globals';
import { policyPortsOfPods } from '../../../../lib/checker/rules/traffic/policy-ports-of-pods';
import { judge } from '../judge';
import { object } from '../object';
import { container, deployment, service } from '../references/objects';

describe('policy-ports-of-pods', () => {
  const api =
    deployment('crm/api', container('ports: [{ containerPort: 9090 }]')) +
    service('crm/api', 'selector: { app: api }, ports: [{ port: 80, targetPort: 9090 }]');
  const policy = (ports: string) =>
    object(
      'NetworkPolicy',
      'crm/web',
      `spec: { podSelector: { matchLabels: { app: web } }, egress: [{ to: [{ podSelector: { matchLabels: { app: api } } }], ports: [${ports}] }] }`,
      'networking.k8s.io/v1',
    );

  test('the port of a Service opens nothing', () => {
    expect(judge(policyPortsOfPods, api + policy('{ port: 80 }'))).toEqual([policyPortsOfPods.example]);
    expect(judge(policyPortsOfPods, api + policy('{ port: 9090 }'))).toEqual([]);
    expect(judge(policyPortsOfPods, api + policy('{ port: 80 }, { port: 9090 }'))).toEqual([]);
  });

  test('a port that no Service has may be one that the pods do not declare', () => {
    expect(judge(policyPortsOfPods, api + policy('{ port: 8081 }'))).toEqual([]);
  });
});
