import { describe, expect, test } from '@jest/globals';
import { completionsCoverParts } from '../../../../lib/checker/rules/containers/completions-cover-parts';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('completions-cover-parts', () => {
  const job = (container: string, completions = 'completions: 6', mode = 'Indexed', kind = 'Job') =>
    judge(
      completionsCoverParts,
      object(
        kind,
        'import',
        `completionMode: ${mode}, ${completions}, template: { spec: { containers: [{ name: api, ${container} }] } }`,
      ),
    );
  const env = (name: string, value = '8') => `env: [{ name: ${name}, value: "${value}" }]`;
  const line = 'args: ["run --index $JOB_COMPLETION_INDEX --of $SEGMENTS"]';

  test('finds parts without a pod', () => {
    expect(job(env('TOTAL_SHARDS'))).toEqual([completionsCoverParts.example]);
    expect(job(env('SHARD_COUNT'))).toHaveLength(1);
    expect(job('args: [--num-shards=8]')).toHaveLength(1);
    expect(job(env('TOTAL_SHARDS', '4'))).toHaveLength(1);
    expect(job(`${env('SEGMENTS')}, ${line}`)).toHaveLength(1);
    expect(job('args: ["--shard=$(JOB_COMPLETION_INDEX)", --shards=8]')).toHaveLength(1);
  });

  test.each([
    ['as many parts as pods', env('TOTAL_SHARDS', '6')],
    ['a number that stands beside no index', env('SEGMENTS')],
    ['a number that the command line does not use', `${env('SEGMENTS')}, args: ["run $JOB_COMPLETION_INDEX"]`],
    ['a number without an index in the command line', `${env('SEGMENTS')}, args: ["run --of $SEGMENTS"]`],
    ['another number', env('NUM_WORKERS')],
    ['a word', env('TOTAL_SHARDS', 'auto')],
    ['two numbers', 'env: [{ name: TOTAL_SHARDS, value: "6" }, { name: TOTAL_PARTS, value: "8" }]'],
  ])('accepts %s', (_, container) => {
    expect(job(container)).toEqual([]);
  });

  test('other Jobs, and other objects, have no index', () => {
    expect(job(env('TOTAL_SHARDS'), undefined, 'NonIndexed')).toEqual([]);
    expect(job(env('TOTAL_SHARDS'), 'parallelism: 6')).toEqual([]);
    expect(job(env('TOTAL_SHARDS'), undefined, undefined, 'Deployment')).toEqual([]);
  });

  test.each([
    ['sed -n "$((JOB_COMPLETION_INDEX + 1))p" /work/list', 3, true],
    ['sed -n "$((JOB_COMPLETION_INDEX + 1))p" /work/list', 4, false],
    ['sed -n "$((JOB_COMPLETION_INDEX + 2))p" /work/list', 3, false],
    ['sed -n "$((JOB_COMPLETION_INDEX + 1))p" /other/list', 3, false],
    ['i=$((JOB_COMPLETION_INDEX + 1)); awk "NR==$i" /work/list', 3, true],
    [`mapfile -t all < /work/list; echo ${['$', '{all[$JOB_COMPLETION_INDEX]}'].join('')}`, 3, true],
  ])('with %s, %d pods leave lines behind: %s', (script, pods, isShort) => {
    const list = configMap('list', 'list: "a\\nb\\nc\\nd\\n"');
    const found = judge(
      completionsCoverParts,
      object(
        'Job',
        'import',
        `completionMode: Indexed, completions: ${pods}, template: { spec: { volumes: [{ name: list, configMap: { name: list } }], containers: [{ name: api, command: [sh, -c, ${JSON.stringify(script)}], volumeMounts: [{ name: list, mountPath: /work }] }] } }`,
      ) + list,
    );
    expect(found).toEqual(
      isShort
        ? [
            'Job default/import: spec.completions: expected 4, one for each line of list, which container api reads by its index, received 3 [completions-cover-parts]',
          ]
        : [],
    );
  });
});
