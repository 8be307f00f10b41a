import { describe, expect, test } from '@jest/globals';
import { partitionWithinReplicas } from '../../../../lib/checker/rules/availability/partition-within-replicas';
import { judge } from '../judge';
import { object } from '../workloads';

describe('partition-within-replicas', () => {
  const server = (partition: number, more = 'replicas: 3') =>
    object('StatefulSet', 'db', `${more}, updateStrategy: { rollingUpdate: { partition: ${partition} } }`);

  test('finds an update that reaches no pod', () => {
    expect(judge(partitionWithinReplicas, server(3))).toEqual([partitionWithinReplicas.example]);
  });

  test.each([
    ['one that reaches the last pod', server(2)],
    ['pods that are counted from another number on', server(7, 'replicas: 3, ordinals: { start: 5 }')],
    ['a set that is scaled down', server(1, 'replicas: 0')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(partitionWithinReplicas, yaml)).toEqual([]);
  });
});
