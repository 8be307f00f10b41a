import { describe, expect, test } from '@jest/globals';
import { completionIndex } from '../../../../lib/checker/rules/containers/completion-index';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('completion-index', () => {
  const job = (container: string, spec = 'completions: 8') =>
    object('Job', 'import', `${spec}, template: { spec: { containers: [{ name: api, ${container} }] } }`);

  test('finds a program that asks for an index that nobody gives', () => {
    expect(judge(completionIndex, job('args: ["--shard=$(JOB_COMPLETION_INDEX)"]'))).toEqual([completionIndex.example]);
  });

  test.each([
    ['an Indexed Job', job('args: ["--shard=$(JOB_COMPLETION_INDEX)"]', 'completionMode: Indexed')],
    [
      'a value of its own',
      job('args: ["--shard=$(JOB_COMPLETION_INDEX)"], env: [{ name: JOB_COMPLETION_INDEX, value: "1" }]'),
    ],
    ['a Job without an index', job('args: [import]')],
    ['a value for the absence of the index', job(`args: ["--shard=$${'{'}JOB_COMPLETION_INDEX:-0}"]`)],
    [
      'the script of another Job in the same ConfigMap',
      job(
        'command: [sh, /scripts/encode.sh], volumeMounts: [{ name: scripts, mountPath: /scripts }] }], volumes: [{ name: scripts, configMap: { name: scripts }',
      ) + configMap('scripts', 'encode.sh: "ffmpeg", render.sh: "blender $JOB_COMPLETION_INDEX"'),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(completionIndex, yaml)).toEqual([]);
  });

  test('a CronJob makes Jobs, and a Deployment none', () => {
    const reads = 'template: { spec: { containers: [{ name: api, args: [$(JOB_COMPLETION_INDEX)] }] } }';
    const cron = (mode: string) => object('CronJob', 'import', `jobTemplate: { spec: { ${mode} ${reads} } }`);
    expect(judge(completionIndex, cron(''))[0]).toContain('spec.jobTemplate.spec.completionMode: expected "Indexed"');
    expect(judge(completionIndex, cron('completionMode: NonIndexed,'))[0]).toContain('received "NonIndexed"');
    expect(judge(completionIndex, cron('completionMode: Indexed,'))).toEqual([]);
    expect(judge(completionIndex, object('Deployment', 'api', reads))).toEqual([]);
  });

  test.each([
    ['a variable', 'env: [{ name: A, value: $(JOB_COMPLETION_INDEX) }, { name: B, value: b }]', 1],
    [
      'the variable of another name',
      'env: [{ name: JOB_COMPLETION_INDEX2, value: b }], args: [$(JOB_COMPLETION_INDEX)]',
      1,
    ],
    [
      'the annotation',
      `env: [{ name: A, valueFrom: { fieldRef: { fieldPath: "metadata.annotations['batch.kubernetes.io/job-completion-index']" } } }]`,
      1,
    ],
    [
      'the annotation under the name',
      `env: [{ name: JOB_COMPLETION_INDEX, valueFrom: { fieldRef: { fieldPath: "metadata.annotations['batch.kubernetes.io/job-completion-index']" } } }]`,
      1,
    ],
    ['a fixed value', 'env: [{ name: JOB_COMPLETION_INDEX, value: "1" }], args: [$(JOB_COMPLETION_INDEX)]', 0],
  ])('%s', (_, container, count) => {
    expect(judge(completionIndex, job(container))).toHaveLength(count);
  });

  test('reads the mounted script that the command line names, or all', () => {
    const runs = (command: string) =>
      judge(
        completionIndex,
        job(
          `command: [sh, ${command}], volumeMounts: [{ name: s, mountPath: /s }] }], volumes: [{ name: s, configMap: { name: s }`,
        ) + configMap('s', 'encode.sh: "ffmpeg", render.sh: "blender $JOB_COMPLETION_INDEX"'),
      );
    expect(runs('/s/render.sh')).toHaveLength(1);
    expect(runs('/s/encode.sh')).toEqual([]);
    expect(runs('/s/start')).toHaveLength(1);
  });
});
