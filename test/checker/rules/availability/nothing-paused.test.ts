import { describe, expect, test } from '@jest/globals';
import { nothingPaused } from '../../../../lib/checker/rules/availability/nothing-paused';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('nothing-paused', () => {
  const job = (name: string, spec: string) => object('CronJob', name, spec);

  test('finds what was left suspended or paused', () => {
    expect(judge(nothingPaused, job('backup', 'schedule: "0 3 * * *", suspend: true'))).toEqual([
      nothingPaused.example,
    ]);
    expect(judge(nothingPaused, deployment('{ name: api }', 'paused: true'))).toHaveLength(1);
    expect(judge(nothingPaused, object('HelmRelease', 'redis', 'suspend: true'))).toHaveLength(1);
  });

  test.each([
    ['a schedule that runs', job('backup', 'schedule: "0 3 * * *", suspend: false')],
    ['a job for people', job('restore-db', 'schedule: "0 3 * * *", suspend: true')],
    ['a day that never comes', job('import', 'schedule: "0 0 31 2 *", suspend: true')],
    [
      'a job of which a person says so',
      job('reset', 'schedule: "0 3 * * *", suspend: true').replace(
        'name: reset',
        'name: reset, annotations: { example.com/note: "suspended on purpose" }',
      ),
    ],
    [
      'a job that a command starts',
      job('import', 'schedule: "0 3 * * *", suspend: true') +
        deployment('{ name: api, args: ["--from=cronjob/import"] }'),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(nothingPaused, yaml)).toEqual([]);
  });

  test('finds a mark with which a controller leaves an object alone', () => {
    const scaled = (value: string) =>
      object('ScaledObject', 'api', 'a: 1').replace(
        'name: api',
        `name: api, annotations: { autoscaling.keda.sh/paused: "${value}" }`,
      );
    expect(judge(nothingPaused, scaled('true'))[0]).toContain('metadata.annotations[autoscaling.keda.sh/paused]');
    expect(judge(nothingPaused, scaled('false'))).toEqual([]);
  });
});
