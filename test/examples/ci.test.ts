import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

const root = path.join(__dirname, '..', '..');
const folder = path.join(root, 'examples', 'ci');
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

interface Job {
  readonly permissions?: object;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

describe.each(readdirSync(folder))('examples/ci/%s', (file) => {
  const workflow = parse(readFileSync(path.join(folder, file), 'utf8'));
  const jobs = Object.values<Job>(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test('pins each action to a commit', () => {
    const actions = steps.flatMap(({ uses }) => uses ?? []);
    expect(actions.filter((each) => !/@[0-9a-f]{40}$/.test(each))).toEqual([]);
  });

  test('says its permissions: by default, it may read', () => {
    expect([{}, { contents: 'read' }]).toContainEqual(workflow.permissions);
  });

  test('runs scripts that exist', () => {
    const called = steps.flatMap(({ run = '' }) =>
      [...run.matchAll(/npm run (?:--silent )?([\w-]+)/g)].map(([, name]) => name),
    );
    expect(called.filter((name) => !Object.keys(scripts).includes(name ?? ''))).toEqual([]);
    expect(called.length).toBeGreaterThan(0);
  });
});
