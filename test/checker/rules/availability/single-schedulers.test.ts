import { describe, expect, test } from '@jest/globals';
import { singleSchedulers } from '../../../../lib/checker/rules/availability/single-schedulers';
import { judge } from '../judge';
import { autoscaler, deployment } from '../workloads';

describe('single-schedulers', () => {
  const started = (command: string, replicas = 2) =>
    deployment(`{ name: api, command: ${command} }`, `replicas: ${replicas}`);

  test('finds two replicas of a scheduler', () => {
    expect(judge(singleSchedulers, started('[celery, -A, shop, beat, -l, info]'))).toEqual([singleSchedulers.example]);
    expect(judge(singleSchedulers, started('[sh, -c, "exec celery -A shop worker -B"]'))).toHaveLength(1);
    expect(judge(singleSchedulers, started('[php, artisan, "schedule:work"]'))).toHaveLength(1);
    expect(judge(singleSchedulers, started('[bundle, exec, clockwork, clock.rb]'))).toHaveLength(1);
  });

  test('finds an autoscaler that adds a second one', () => {
    expect(judge(singleSchedulers, started('[celery, beat]', 1) + autoscaler('maxReplicas: 3'))).toHaveLength(1);
  });

  test('one scheduler, and two workers, are in order', () => {
    expect(judge(singleSchedulers, started('[celery, -A, shop, beat]', 1))).toEqual([]);
    expect(judge(singleSchedulers, started('[celery, -A, shop, worker]'))).toEqual([]);
    expect(judge(singleSchedulers, started('[beat]'))).toEqual([]);
  });
});
