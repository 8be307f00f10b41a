import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { MARK } from '../lib/changes/markdown';

const folder = path.join(__dirname, '..', '.github', 'workflows');
const workflows = readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')] as const);

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

describe.each(workflows)('%s', (_, text) => {
  test('takes each action by its digest, with the version beside it', () => {
    const used = text.split('\n').filter((line) => line.includes('uses:'));
    expect(used.filter((line) => !/uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test('runs no code of a pull request with a right to write', () => {
    const { jobs, permissions } = parse(text) as { jobs: Record<string, Job>; permissions?: Job['permissions'] };
    const writing = Object.values(jobs).filter((job) =>
      Object.values(job.permissions ?? permissions ?? {}).includes('write'),
    );
    expect(writing.flatMap(({ steps }) => steps).filter(({ uses, run }) => uses ?? run?.includes('npm'))).toEqual([]);
    expect(text).not.toContain('pull_request_target');
  });
});

test('the workflow finds its own comment by the first line of the Markdown', () => {
  expect(workflows.find(([file]) => file === 'changes.yaml')?.[1]).toContain(`mark='${MARK}'`);
});
