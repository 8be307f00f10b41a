import { describe, expect, test } from '@jest/globals';
import { selectorsFindPods } from '../../../../lib/checker/rules/references/selectors-find-pods';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('selectors-find-pods', () => {
  const of = (group: string, kind: string, spec: string) =>
    object(kind, 'api', spec).replace('apiVersion: v1', `apiVersion: ${group}`);
  const policy = (app: string) =>
    of('security.istio.io/v1', 'AuthorizationPolicy', `selector: { matchLabels: { app: ${app} } }`);
  const pods = deployment('{ name: api }');

  test('finds a selector without pods', () => {
    expect(judge(selectorsFindPods, pods + policy('apii'))).toEqual([selectorsFindPods.example]);
    const sidecar = of('networking.istio.io/v1', 'Sidecar', 'workloadSelector: { labels: { app: apii } }');
    expect(judge(selectorsFindPods, pods + sidecar)).toHaveLength(1);
    const cilium = of('cilium.io/v2', 'CiliumNetworkPolicy', 'endpointSelector: { matchLabels: { app: apii } }');
    expect(judge(selectorsFindPods, pods + cilium)).toHaveLength(1);
  });

  test.each([
    ['security.istio.io/v1', 'RequestAuthentication', 'selector: { matchLabels: { app: apii } }'],
    ['telemetry.istio.io/v1', 'Telemetry', 'selector: { matchLabels: { app: apii } }'],
    ['networking.istio.io/v1alpha3', 'EnvoyFilter', 'workloadSelector: { labels: { app: apii } }'],
    ['policy.linkerd.io/v1beta3', 'Server', 'podSelector: { matchLabels: { app: apii } }'],
  ])('knows where the pods of a %s %s are selected', (group, kind, spec) => {
    expect(judge(selectorsFindPods, pods + of(group, kind, spec))).toHaveLength(1);
    expect(judge(selectorsFindPods, pods + of(group, kind, spec.replace('apii', 'api')))).toEqual([]);
  });

  test.each([
    ['the labels of pods', pods + policy('api')],
    ['a policy of the whole namespace', pods + of('security.istio.io/v1', 'PeerAuthentication', 'mtls: {}')],
    ['a namespace of others', policy('apii')],
    [
      'labels with a source',
      pods + of('cilium.io/v2', 'CiliumNetworkPolicy', 'endpointSelector: { matchLabels: { "k8s:app": api } }'),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(selectorsFindPods, yaml)).toEqual([]);
  });
});
