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

  test.each([
    ['HelmRelease', 'suspend', 'nothing of the object is applied'],
    ['Kustomization', 'suspend', 'nothing of the object is applied'],
    ['Rollout', 'paused', 'nothing of the object is applied'],
    ['Schedule', 'paused', 'nothing of the object is applied'],
    ['ScheduledBackup', 'suspend', 'nothing of the object is applied'],
    ['Deployment', 'paused', 'Kubernetes makes no pods of a new template'],
  ])('finds a %s with %s', (kind, field, effect) => {
    expect(judge(nothingPaused, object(kind, 'api', `${field}: true`))).toEqual([
      `${kind} default/api: spec.${field}: expected false: ${effect} as long as the field is true, received true [nothing-paused]`,
    ]);
    expect(judge(nothingPaused, object(kind, 'api', `${field}: false`))).toEqual([]);
  });

  test.each([
    ['cluster.x-k8s.io/paused', 'yes', ''],
    ['cnpg.io/hibernation', 'on', 'off'],
    ['crossplane.io/paused', 'true', 'false'],
    ['eck.k8s.elastic.co/managed', 'false', 'true'],
    ['kustomize.toolkit.fluxcd.io/reconcile', 'disabled', 'enabled'],
    ['rabbitmq.com/pauseReconciliation', 'true', 'false'],
    ['strimzi.io/pause-reconciliation', 'true', 'false'],
    ['autoscaling.keda.sh/paused-replicas', '2', 'none'],
  ])('%s: %s stops a controller', (key, value, other) => {
    const marked = (part: string, text: string) =>
      judge(
        nothingPaused,
        object('Any', 'api', 'a: 1').replace('name: api', `name: api, ${part}: { ${key}: "${text}" }`),
      );
    expect(marked('labels', value)[0]).toContain(
      `metadata.labels[${key}]: expected no such mark: the controller leaves the object alone`,
    );
    expect(marked('annotations', value)).toHaveLength(1);
    expect(marked('annotations', other)).toEqual([]);
  });

  test('a label may say that a queue or a person starts the job', () => {
    const labelled = (labels: string, schedule = '0 3 * * *') =>
      judge(
        nothingPaused,
        job('import', `schedule: "${schedule}", suspend: true`).replace(
          'name: import',
          `name: import, labels: { ${labels} }`,
        ),
      );
    expect(labelled('kueue.x-k8s.io/queue-name: a')).toEqual([]);
    expect(labelled('mode: on-demand')).toEqual([]);
    expect(labelled('mode: nightly')).toHaveLength(1);
    expect(labelled('mode: nightly', '0 0 29 2 *')).toHaveLength(1);
    expect(labelled('mode: nightly', '0 0 30 2 *')).toEqual([]);
    expect(labelled('mode: nightly', '0 0 31 * *')).toHaveLength(1);
    expect(labelled('mode: nightly', '0 0 1,31 2 *')).toHaveLength(1);
  });
});
