import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { clone, root, run, VERSIONS } from '../clone';

test('a promotion makes no page and no picture out of date', () => {
  const folder = clone();
  for (const each of ['docs', 'crds', 'e2e', 'test/reference'])
    cpSync(path.join(root, each), path.join(folder, each), { recursive: true });
  const generate = () => run(folder, ['scripts/run.cjs', 'scripts/generate.ts']);
  const file = path.join(folder, VERSIONS);
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/"\d+\.\d+\.\d+"/g, '"71.82.93"'));
  expect(generate()).toEqual({ status: 0, stdout: 'unchanged\n', stderr: '' });
}, 60_000);

test('an unknown option of npm run generate is named in a sentence', () => {
  const { status, stderr } = run(clone(), ['scripts/run.cjs', 'scripts/generate.ts', '--check']);
  expect(status).toBe(1);
  expect(stderr).toContain('option: expected one of --openapi, received "--check"');
});
