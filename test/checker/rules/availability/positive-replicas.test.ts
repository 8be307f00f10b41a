import { describe, expect, test } from '@jest/globals';
import { positiveReplicas } from '../../../../lib/checker/rules/availability/positive-replicas';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('positive-replicas', () => {
  test('finds a service that is switched off', () => {
    expect(judge(positiveReplicas, deployment('{ name: api }', 'replicas: 0'))).toEqual([positiveReplicas.example]);
    expect(judge(positiveReplicas, object('StatefulSet', 'db', 'replicas: 0'))).toHaveLength(1);
  });

  test('accepts one replica, and the default', () => {
    expect(
      judge(positiveReplicas, deployment('{ name: api }', 'replicas: 1') + object('StatefulSet', 'db', '')),
    ).toEqual([]);
  });
});
