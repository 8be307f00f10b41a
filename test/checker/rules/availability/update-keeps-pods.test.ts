import { describe, expect, test } from '@jest/globals';
import { updateKeepsPods } from '../../../../lib/checker/rules/availability/update-keeps-pods';
import { judge } from '../judge';
import { autoscaler, deployment } from '../workloads';

describe('update-keeps-pods', () => {
  const update = (unavailable: string, replicas = 3) =>
    deployment(
      '{ name: api }',
      `replicas: ${replicas}, strategy: { rollingUpdate: { maxUnavailable: ${unavailable} } }`,
    );

  test('finds an update that takes all pods away', () => {
    expect(judge(updateKeepsPods, update('100%'))).toEqual([updateKeepsPods.example]);
    expect(judge(updateKeepsPods, update('3'))).toHaveLength(1);
  });

  test.each([
    ['a part of the pods', update('50%')],
    ['a number below the replicas', update('2')],
    ['one replica', update('1', 1)],
  ])('accepts %s', (_, yaml) => {
    expect(judge(updateKeepsPods, yaml)).toEqual([]);
  });

  test('counts the pods that an autoscaler keeps', () => {
    const scaled = deployment('{ name: api }', 'strategy: { rollingUpdate: { maxUnavailable: 100% } }');
    expect(judge(updateKeepsPods, scaled + autoscaler('minReplicas: 3'))).toHaveLength(1);
    expect(judge(updateKeepsPods, scaled)).toEqual([]);
  });
});
