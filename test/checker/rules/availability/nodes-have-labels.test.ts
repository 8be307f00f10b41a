import { describe, expect, test } from '@jest/globals';
import { nodesHaveLabels } from '../../../../lib/checker/rules/availability/nodes-have-labels';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('nodes-have-labels', () => {
  const said = (pod: string) => judge(nodesHaveLabels, deployment('{ name: api }', pod));

  test('finds a value that no kubelet sets', () => {
    expect(said('nodeSelector: { kubernetes.io/arch: x86_64 }')).toEqual([nodesHaveLabels.example]);
    expect(said('nodeSelector: { kubernetes.io/os: Linux }')).toHaveLength(1);
    const term = (values: string) =>
      `affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: kubernetes.io/arch, operator: In, values: [${values}] }] }] } } }`;
    expect(said(term('aarch64'))).toHaveLength(1);
    expect(said(term('amd64, arm64'))).toEqual([]);
  });

  test('finds an operating system beside another', () => {
    expect(said('os: { name: windows }, nodeSelector: { kubernetes.io/os: linux }')[0]).toContain('as os.name says');
    expect(said('os: { name: linux }, nodeSelector: { kubernetes.io/os: linux, disk: ssd }')).toEqual([]);
  });

  test('finds a topology key that is misspelt or cut short', () => {
    const spread = (key: string) => said(`topologySpreadConstraints: [{ topologyKey: ${key} }]`);
    expect(spread('topology.kubernetes.io/zones')[0]).toContain('expected "topology.kubernetes.io/zone"');
    expect(spread('hostname')).toHaveLength(1);
    expect(spread('kubernetes.io/hostname')).toEqual([]);
    expect(spread('acme.io/rack')).toEqual([]);
  });

  test('finds the older taint of the control plane, unless the newer stands beside', () => {
    const tolerate = (...keys: string[]) =>
      said(`tolerations: [${keys.map((key) => `{ key: node-role.kubernetes.io/${key}, operator: Exists }`)}]`);
    expect(tolerate('master')).toHaveLength(1);
    expect(tolerate('master', 'control-plane')).toEqual([]);
    expect(said('tolerations: [{ operator: Exists }, { key: node-role.kubernetes.io/master }]')).toEqual([]);
  });

  test('finds a topology key of Kubernetes that no node has', () => {
    const spread = (key: string) => said(`topologySpreadConstraints: [{ topologyKey: ${key} }]`);
    expect(spread('kubernetes.io/host')[0]).toContain('expected a label of nodes');
    expect(spread('node.kubernetes.io/instance-type')).toEqual([]);
  });
});
