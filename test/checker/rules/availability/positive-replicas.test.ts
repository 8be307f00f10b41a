import { describe, expect, test } from '@jest/globals';
import { positiveReplicas } from '../../../../lib/checker/rules/availability/positive-replicas';
import { judge, weights } from '../judge';
import { deployment, object } from '../workloads';

describe('positive-replicas', () => {
  test('finds a service that is switched off', () => {
    expect(judge(positiveReplicas, deployment('{ name: api }', 'replicas: 0'))).toEqual([positiveReplicas.example]);
    expect(judge(positiveReplicas, object('StatefulSet', 'db', 'replicas: 0'))).toHaveLength(1);
  });

  test('is a risk where a Service leads to no other pods, and else an opinion', () => {
    const off = deployment('{ name: api }', 'replicas: 0');
    const service = object('Service', 'api', 'selector: { app: api }');
    expect(weights(positiveReplicas, off)).toEqual(['opinion']);
    expect(weights(positiveReplicas, off + service)).toEqual(['risk']);
    expect(
      weights(positiveReplicas, off + service + object('ScaledObject', 'api', 'scaleTargetRef: { name: api }')),
    ).toEqual(['opinion']);
    expect(
      weights(
        positiveReplicas,
        off + service + off.replace('name: api', 'name: green').replace('replicas: 0', 'replicas: 1'),
      ),
    ).toEqual(['opinion']);
  });

  test('accepts one replica, and the default', () => {
    expect(
      judge(positiveReplicas, deployment('{ name: api }', 'replicas: 1') + object('StatefulSet', 'db', '')),
    ).toEqual([]);
  });
});
