import { describe, expect, test } from '@jest/globals';
import { rolloutsHaveTime } from '../../../../lib/checker/rules/availability/rollouts-have-time';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('rollouts-have-time', () => {
  const rollout = (probe: string, deadline = 'progressDeadlineSeconds: 60') =>
    judge(rolloutsHaveTime, deployment(`{ name: api, ${probe} }`, deadline));

  test('finds a pod that cannot be ready before the deadline', () => {
    expect(rollout('readinessProbe: { initialDelaySeconds: 120 }')).toEqual([rolloutsHaveTime.example]);
    expect(rollout('startupProbe: { initialDelaySeconds: 60 }')).toHaveLength(1);
    expect(rollout('readinessProbe: { initialDelaySeconds: 900 }', 'paused: false')).toEqual([
      expect.stringContaining('received nothing (600)'),
    ]);
  });

  test.each(['readinessProbe: { initialDelaySeconds: 30 }', 'livenessProbe: { initialDelaySeconds: 120 }', 'image: a'])(
    'accepts %s',
    (probe) => {
      expect(rollout(probe)).toEqual([]);
    },
  );

  test('looks at Deployments alone', () => {
    const set =
      'progressDeadlineSeconds: 60, template: { spec: { containers: [{ name: a, readinessProbe: { initialDelaySeconds: 120 } }] } }';
    expect(judge(rolloutsHaveTime, object('StatefulSet', 'api', set))).toEqual([]);
  });
});
