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
});
