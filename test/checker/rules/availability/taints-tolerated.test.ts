import { describe, expect, test } from '@jest/globals';
import { taintsTolerated } from '../../../../lib/checker/rules/availability/taints-tolerated';
import { judge } from '../judge';
import { object } from '../object';
import { deployment } from '../workloads';

describe('taints-tolerated', () => {
  const pool = (taint = 'key: dedicated, value: gpu, effect: NoSchedule', name = 'gpu', label = 'work: gpu') =>
    object(
      'NodePool',
      name,
      `spec: { template: { metadata: { labels: { ${label} } }, spec: { taints: [{ ${taint} }] } } }`,
    );
  const pod = (tolerations: string, choice = 'nodeSelector: { work: gpu }', container = '{ name: api }') =>
    deployment(container).replace('containers:', `${choice}, tolerations: [${tolerations}], containers:`);
  const said = (yaml: string) => judge(taintsTolerated, yaml);

  test('finds a pod that may run on tainted nodes alone', () => {
    expect(said(pod('{ key: dedicated, value: cpu }') + pool())).toEqual([
      taintsTolerated.example.replace('NodePool gpu', 'NodePool default/gpu'),
    ]);
    expect(said(pod('') + pool())[0]).toContain('received none');
  });

  test.each([
    '{ key: dedicated, value: gpu }',
    '{ key: dedicated, operator: Exists }',
    '{ operator: Exists }',
    '{ key: dedicated, value: gpu, effect: NoSchedule }',
  ])('%s tolerates the taint', (toleration) => {
    expect(said(pod(toleration) + pool())).toEqual([]);
  });

  test.each([
    '{ key: dedicated, value: gpu, effect: NoExecute }',
    '{ key: other, operator: Exists }',
    '{ key: dedicated }',
  ])('%s does not', (toleration) => {
    expect(said(pod(toleration) + pool())).toHaveLength(1);
  });

  test('a preference, another group and another choice keep no pod away', () => {
    expect(said(pod('') + pool('key: dedicated, effect: PreferNoSchedule'))).toEqual([]);
    expect(said(pod('') + pool() + pool('key: x, effect: PreferNoSchedule', 'free'))).toEqual([]);
    expect(said(pod('', 'nodeSelector: { disk: ssd }') + pool())).toEqual([]);
    expect(said(pod('', 'nodeSelector: { work: cpu }') + pool())).toEqual([]);
    expect(said(pod('', 'priority: 1') + pool())).toEqual([]);
    expect(said(pod('').replace('kind: Deployment', 'kind: DaemonSet') + pool())).toEqual([]);
    expect(said(pod('').replace('labels: {', 'labels: { kueue.x-k8s.io/queue-name: q,') + pool())).toEqual([]);
  });

  test('a label of every node chooses no group', () => {
    const linux = pool('key: a, effect: NoSchedule', 'p', 'kubernetes.io/os: linux');
    expect(said(pod('', 'nodeSelector: { kubernetes.io/os: linux }') + linux)).toEqual([]);
  });

  test('an admission plugin may tolerate the taint of a device', () => {
    const device = pool('key: nvidia.com/gpu, value: a, effect: NoSchedule');
    const gpu = '{ name: api, resources: { limits: { nvidia.com/gpu: 1 } } }';
    const choice = 'nodeSelector: { work: gpu }';
    expect(said(pod('', choice, gpu) + device)).toEqual([]);
    expect(said(pod('') + device)).toHaveLength(1);
    expect(said(pod('{ key: nvidia.com/gpu, value: b }', choice, gpu) + device)).toHaveLength(1);
  });

  test('knows other groups of nodes', () => {
    const named = pod('', 'nodeSelector: { karpenter.sh/nodepool: gpu }');
    expect(said(named + pool())).toHaveLength(1);
    const eksctl = (taints: string) =>
      object('ClusterConfig', 'c', `managedNodeGroups: [{ labels: { work: gpu }, taints: ${taints} }]`);
    expect(said(pod('') + eksctl('[{ key: a, effect: NoSchedule }]'))).toHaveLength(1);
    expect(said(pod('') + eksctl('{ a: "b:NoSchedule" }'))).toHaveLength(1);
    const node = `---\n{ apiVersion: v1, kind: Node, metadata: { name: n, labels: { work: gpu } }, spec: { taints: [{ key: a, effect: NoExecute }] } }\n`;
    expect(said(pod('') + node)).toHaveLength(1);
    expect(
      said(
        pod('') +
          object('Provisioner', 'p', 'spec: { labels: { work: gpu }, taints: [{ key: a, effect: NoSchedule }] }'),
      ),
    ).toHaveLength(1);
  });

  test('finds a value for a taint that has none', () => {
    const control = (more: string, others = '') =>
      pod(`{ key: node-role.kubernetes.io/control-plane, effect: NoSchedule, ${more} } ${others}`, 'volumes: []');
    expect(said(control('operator: Equal, value: "true"'))).toEqual([
      'Deployment default/api: spec.template.spec.tolerations[0].value: expected operator "Exists", since the taint node-role.kubernetes.io/control-plane has no value, received "true" [taints-tolerated]',
    ]);
    expect(said(control('value: "true"'))).toHaveLength(1);
    expect(said(control('operator: Exists'))).toEqual([]);
    expect(said(control('operator: Equal, value: ""'))).toEqual([]);
    expect(said(control('operator: Equal'))).toEqual([]);
    expect(said(control('value: "true"', ', { operator: Exists }'))).toEqual([]);
    expect(said(control('value: "true"') + pool('key: node-role.kubernetes.io/control-plane, value: "true"'))).toEqual(
      [],
    );
    expect(said(pod('{ key: dedicated, value: "true" }', 'volumes: []'))).toEqual([]);
    expect(
      said(pod('{ key: node.kubernetes.io/not-ready, value: "true", effect: NoExecute }', 'volumes: []')),
    ).toHaveLength(1);
  });
});
