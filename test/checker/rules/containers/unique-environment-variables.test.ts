import { describe, expect, test } from '@jest/globals';
import { uniqueEnvironmentVariables } from '../../../../lib/checker/rules/containers/unique-environment-variables';
import { judge } from '../judge';
import { deployment } from '../workloads';

describe('unique-environment-variables', () => {
  test('finds a name twice', () => {
    const yaml = deployment(
      '{ name: api, env: [{ name: LOG_LEVEL, value: a }, { name: B }, { name: LOG_LEVEL, value: c }] }',
    );
    expect(judge(uniqueEnvironmentVariables, yaml)).toEqual([uniqueEnvironmentVariables.example]);
  });

  test('accepts the same name in two containers, and other names', () => {
    const env = 'env: [{ name: A }, { name: a }, { name: constructor }]';
    expect(judge(uniqueEnvironmentVariables, deployment(`{ name: api, ${env} }, { name: proxy, ${env} }`))).toEqual([]);
  });
});
