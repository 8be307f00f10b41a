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

  test.each([
    ['kubernetes.io/os', 'linux'],
    ['kubernetes.io/os', 'windows'],
    ['kubernetes.io/arch', 'amd64'],
    ['kubernetes.io/arch', 'arm64'],
    ['kubernetes.io/arch', 'arm'],
    ['kubernetes.io/arch', 'ppc64le'],
    ['kubernetes.io/arch', 's390x'],
    ['kubernetes.io/arch', 'riscv64'],
    ['kubernetes.io/arch', '"386"'],
  ])('nodes may have the label %s: %s', (label, value) => {
    expect(said(`nodeSelector: { ${label}: ${value} }`)).toEqual([]);
  });

  test.each([
    ['x64', '"amd64"'],
    ['aarch64', '"arm64"'],
    ['armv8', '"arm64"'],
    ['ARM', '"arm"'],
    ['sparc', 'amd64 or arm64 or arm or ppc64le or s390x or riscv64 or 386'],
  ])('no kubelet has the architecture %s', (value, meant) => {
    expect(said(`nodeSelector: { kubernetes.io/arch: ${value} }`)[0]).toContain(`: expected ${meant}, received`);
  });

  test('no node has the older label of the control plane', () => {
    expect(said('nodeSelector: { node-role.kubernetes.io/master: "" }')[0]).toContain(
      'expected node-role.kubernetes.io/control-plane, received "node-role.kubernetes.io/master"',
    );
    expect(said('os: { name: windows }, nodeSelector: { disk: ssd }')).toEqual([]);
  });

  test('one value that nodes have is enough, and NotIn asks for none', () => {
    const term = (operator: string, values: string) =>
      said(
        `affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: kubernetes.io/arch, operator: ${operator}, values: [${values}] }] }] } } }`,
      );
    expect(term('In', 'amd64, x86_64')).toEqual([]);
    expect(term('NotIn', 'x86_64')).toEqual([]);
  });

  test.each(['podAffinity', 'podAntiAffinity'])('reads the topology keys of %s', (affinity) => {
    const term = (key: string) => `labelSelector: {}, topologyKey: ${key}`;
    const required = (key: string) =>
      said(`affinity: { ${affinity}: { requiredDuringSchedulingIgnoredDuringExecution: [{ ${term(key)} }] } }`);
    const preferred = (key: string) =>
      said(
        `affinity: { ${affinity}: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: { ${term(key)} } }] } }`,
      );
    expect(required('zone')[0]).toContain('expected "topology.kubernetes.io/zone", received "zone"');
    expect(preferred('region')[0]).toContain('expected "topology.kubernetes.io/region", received "region"');
    for (const key of ['kubernetes.io/os', 'kubernetes.io/arch', 'topology.kubernetes.io/region']) {
      expect([...required(key), ...preferred(key)]).toEqual([]);
    }
  });
});
