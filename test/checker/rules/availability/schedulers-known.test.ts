import { describe, expect, test } from '@jest/globals';
import { schedulersKnown } from '../../../../lib/checker/rules/availability/schedulers-known';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('schedulers-known', () => {
  const pod = (name: string, more = '') =>
    judge(schedulersKnown, deployment(`{ name: api }], schedulerName: ${name}, tail: [{ name: x }`) + more);

  test.each(['default', 'kube-scheduler', 'defualt-scheduler'])('finds %s', (name) => {
    expect(pod(name)).toEqual([schedulersKnown.example.replace('received "default"', `received "${name}"`)]);
  });

  test.each(['default-scheduler', 'volcano', 'stork'])('accepts %s', (name) => {
    expect(pod(name)).toEqual([]);
  });

  test('accepts a scheduler of the set', () => {
    expect(pod('scheduler', object('Deployment', 'scheduler', 'paused: false'))).toEqual([]);
    expect(pod('scheduler', object('Namespace', 'scheduler', 'a: b'))).toHaveLength(1);
  });
});
