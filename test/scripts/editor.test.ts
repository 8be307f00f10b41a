import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = path.join(__dirname, '..', '..');
const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const tasks: { script: string; problemMatcher: { pattern: { regexp: string } } }[] = read('.vscode/tasks.json').tasks;
const groups = (script: string, line: string) =>
  new RegExp(tasks.find((task) => task.script === script)?.problemMatcher.pattern.regexp ?? '$^').exec(line)?.slice(1);

describe('the tasks of the editor', () => {
  test('run scripts that exist', () => {
    const { scripts } = read('package.json');
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(tasks.map(({ script }) => script)));
  });

  test('lead from an error of types in synth to the line', () => {
    const line =
      "  lib/wealist/environments/dev.ts(17,3): error TS2353: 'hots' does not exist in type 'SharedEnvironment'.";
    expect(groups('synth', line)?.slice(0, 3)).toEqual(['lib/wealist/environments/dev.ts', '17', '3']);
  });

  test('lead from a finding of verify to the line', () => {
    const line = 'dist/dev/1-board-api.k8s.yaml:90: Deployment board-api-dev/board-api: [hosts-resolve] expected …';
    expect(groups('verify', line)?.slice(0, 2)).toEqual(['dist/dev/1-board-api.k8s.yaml', '90']);
  });
});
