import { describe, expect, test } from '@jest/globals';
import { shellVariables } from '../../../../lib/checker/rules/containers/shell-variables';
import { judge } from '../judge';
import { deployment } from '../workloads';

describe('shell-variables', () => {
  const env = 'env: [{ name: POD_NAME, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]';
  const args = (words: string) => deployment(`{ name: api, ${env}, args: ${words} }`);

  test('finds a variable that no shell fills in', () => {
    expect(judge(shellVariables, args('["--name=$POD_NAME"]'))).toEqual([shellVariables.example]);
  });

  test('finds the form with braces', () => {
    const [open, close] = ['$' + '{', '}'];
    expect(judge(shellVariables, args(`["--name=${open}POD_NAME${close}"]`))).toHaveLength(1);
  });

  test.each([
    ['the form of Kubernetes', '["--name=$(POD_NAME)"]'],
    ['a script of a shell', '[sh, -c, "app --name=$POD_NAME"]'],
    ['a variable that the container does not have', '["--format=$remote_addr"]'],
  ])('accepts %s', (_, words) => {
    expect(judge(shellVariables, args(words))).toEqual([]);
  });

  test('finds a command in place of its output, and words between commands', () => {
    const command = (words: string) => judge(shellVariables, deployment(`{ name: api, command: ${words} }`));
    expect(command('[pg_dump, "--file=/backup/$(date +%F).sql"]')).toHaveLength(1);
    expect(command('[app, migrate, "&&", app, serve]')).toHaveLength(1);
    expect(command('[sh, -c, "pg_dump --file=/backup/$(date +%F).sql"]')).toEqual([]);
    expect(command('[app, "--name=$(POD_NAME)"]')).toEqual([]);
  });
});
