import { describe, expect, test } from '@jest/globals';
import { poolsTakePods } from '../../../../lib/checker/rules/availability/pools-take-pods';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('pools-take-pods', () => {
  const pool = (name: string, spec: string) =>
    object('NodePool', name, `template: { metadata: { labels: { pool: ${name} } }, spec: { ${spec} } }`);
  const gpu = pool('gpu', 'taints: [{ key: dedicated, value: gpu, effect: NoSchedule }]');
  const pods = (spec: string, pools = gpu) =>
    judge(poolsTakePods, pools + deployment(`{ name: api }], ${spec}, tail: [{ name: x }`));

  test('finds a taint that the pod does not tolerate', () => {
    expect(pods('nodeSelector: { pool: gpu }')).toEqual([poolsTakePods.example]);
    const toleration = (fields: string) => pods(`nodeSelector: { pool: gpu }, tolerations: [{ ${fields} }]`);
    expect(toleration('key: dedicated, value: gpus')).toEqual([
      expect.stringContaining('received {"key":"dedicated","value":"gpus"}'),
    ]);
    expect(toleration('key: dedicated, value: gpu, effect: NoExecute')).toHaveLength(1);
    expect(toleration('key: other, operator: Exists')).toHaveLength(1);
    expect(toleration('key: dedicated, value: gpu, effect: NoSchedule')).toEqual([]);
    expect(toleration('key: dedicated, operator: Exists')).toEqual([]);
    expect(toleration('operator: Exists')).toEqual([]);
  });

  test('finds a label that no pool has', () => {
    expect(pods('nodeSelector: { pool: gpus }')).toEqual([
      expect.stringContaining('nodeSelector[pool]: expected a value that a NodePool has (gpu)'),
    ]);
    expect(pods('nodeSelector: { pool: system }')).toEqual([]);
    expect(pods('nodeSelector: { team: web }')).toEqual([]);
    const zones = pool(
      'a',
      'requirements: [{ key: topology.kubernetes.io/zone, operator: In, values: [a] }, { key: size, operator: In, values: [big] }]',
    );
    expect(pods('nodeSelector: { topology.kubernetes.io/zone: b }', zones)).toEqual([]);
    expect(pods('nodeSelector: { size: bigg }', zones)).toHaveLength(1);
    expect(pods('nodeSelector: { size: big }', zones)).toEqual([]);
  });

  test('one of several pools is enough', () => {
    const open = pool('open', 'requirements: []').replace('pool: open', 'pool: gpu');
    expect(pods('nodeSelector: { pool: gpu }', gpu + open)).toEqual([]);
    expect(pods('nodeSelector: { pool: gpu }', pool('gpu', 'taints: [{ key: a, effect: PreferNoSchedule }]'))).toEqual(
      [],
    );
  });

  test('leaves out a pod that chooses among nodes, or that asks for nothing', () => {
    expect(pods('priority: 0')).toEqual([]);
    const terms =
      'affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: pool, operator: In, values: [gpu] }] }, { matchExpressions: [{ key: pool, operator: In, values: [b] }] }] } } }';
    expect(pods(terms)).toEqual([]);
  });
});
