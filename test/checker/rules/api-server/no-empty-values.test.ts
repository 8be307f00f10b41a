import { describe, expect, test } from '@jest/globals';
import { noEmptyValues } from '../../../../lib/checker/rules/api-server/no-empty-values';
import { judge, weights } from '../judge';
import { configMap, container, deployment, networkPolicy, object, pod, said, service } from './objects';

describe('no-empty-values', () => {
  test('prints its example word for word', () => {
    expect(judge(noEmptyValues, deployment('strategy: { rollingUpdate: {} }'))).toEqual([noEmptyValues.example]);
  });

  test.each([
    ['null', deployment('replicas:'), 'spec.replicas', 'null'],
    ['null in a list', container('args: [a, null]'), 'spec.containers[api].args[1]', 'null'],
    ['null in a map', configMap('data: { A: }'), 'data.A', 'null'],
    [
      'null for a volume of the default kind',
      pod('volumes: [{ name: tmp, emptyDir: }]'),
      'spec.volumes[tmp].emptyDir',
      'null',
    ],
    ['null for the rules of a policy', networkPolicy('podSelector: {}, ingress:'), 'spec.ingress', 'null'],
    ['an empty security context', container('securityContext: {}'), 'spec.containers[api].securityContext', '{}'],
    [
      'an empty list of capabilities',
      container('securityContext: { capabilities: { drop: [] } }'),
      'spec.containers[api].securityContext.capabilities.drop',
      '[]',
    ],
    ['an empty map of labels', service('selector: {}'), 'spec.selector', '{}'],
    [
      'a peer that is nobody',
      networkPolicy('podSelector: {}, ingress: [{ from: [{}] }]'),
      'spec.ingress[0].from[0]',
      '{}',
    ],
    ['peers that are nobody', networkPolicy('podSelector: {}, ingress: [{ from: [] }]'), 'spec.ingress[0].from', '[]'],
    [
      'a workload that would adopt every pod',
      object('DaemonSet', 'apps/v1', 'spec: { selector: {} }'),
      'spec.selector',
      '{}',
    ],
    [
      'null in a custom resource',
      object('Backup', 'example.com/v1', 'spec: { list: [{ a: null }] }'),
      'spec.list[0].a',
      'null',
    ],
  ])('finds %s', (_, yaml, field, received) => {
    expect(said(noEmptyValues, yaml)).toEqual([`${field}: expected a value, or no such field, received ${received}`]);
  });

  test('what charts print is an opinion, and a probe or a peer that got lost is a risk', () => {
    expect(weights(noEmptyValues, pod('tolerations: [], nodeSelector: {}, affinity:'))).toEqual(
      Array.from({ length: 3 }, () => 'opinion'),
    );
    expect(weights(noEmptyValues, container('readinessProbe:'))).toEqual(['risk']);
    expect(weights(noEmptyValues, networkPolicy('podSelector: {}, ingress: [{ from: [] }]'))).toEqual(['risk']);
  });

  test.each([
    ['a volume with the defaults', pod('volumes: [{ name: tmp, emptyDir: {} }]')],
    ['a policy for all pods that allows nothing', networkPolicy('podSelector: {}, ingress: [], egress: []')],
    ['a policy that allows everything', networkPolicy('podSelector: {}, ingress: [{}], egress: [{}]')],
    [
      'peers from everywhere',
      networkPolicy('podSelector: {}, ingress: [{ from: [{ namespaceSelector: {}, podSelector: {} }] }]'),
    ],
    ['a ConfigMap for others to fill', configMap('data: {}')],
    ['a role that is made of others', object('ClusterRole', 'rbac.authorization.k8s.io/v1', 'rules: []')],
    ['the empty text', container('env: [{ name: EMPTY, value: "" }]')],
    ['zero and false', pod('hostNetwork: false, terminationGracePeriodSeconds: 0')],
    ['an empty object in a custom resource', object('Issuer', 'cert-manager.io/v1', 'spec: { selfSigned: {} }')],
  ])('passes %s', (_, yaml) => {
    expect(judge(noEmptyValues, yaml)).toEqual([]);
  });
});
