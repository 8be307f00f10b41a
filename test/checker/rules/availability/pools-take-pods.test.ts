import { describe, expect, test } from '@jest/globals';
import { poolsTakePods } from '../../../../lib/checker/rules/availability/pools-take-pods';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('pools-take-pods', () => {
  const pool = (name: string, spec: string) =>
    object('NodePool', name, `template: { metadata: { labels: { pool: ${name} } }, spec: { ${spec} } }`);
  const gpu = pool('gpu', 'requirements: []');
  const pods = (spec: string, pools = gpu) =>
    judge(poolsTakePods, pools + deployment(`{ name: api }], ${spec}, tail: [{ name: x }`));

  test('finds a label that no pool has', () => {
    expect(pods('nodeSelector: { pool: gpus }')).toEqual([poolsTakePods.example]);
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
    expect(pods('nodeSelector: { pool: gpus }', gpu + pool('gpus', 'requirements: []'))).toEqual([]);
  });

  test('leaves out a pod that chooses among nodes, or that asks for nothing', () => {
    expect(pods('priority: 0')).toEqual([]);
    const terms =
      'affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: pool, operator: In, values: [gpus] }] }, { matchExpressions: [{ key: pool, operator: In, values: [b] }] }] } } }';
    expect(pods(terms)).toEqual([]);
  });
});
