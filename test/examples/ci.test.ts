import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

describe.each(['environment-branches.yaml', 'flux-artifact.yaml'])('examples/ci/%s', (file) => {
  const jobs: Record<string, Job> = parse(readFileSync(path.join(folder, file), 'utf8')).jobs;

  test('gives a right to write to a job that runs no code of the repository', () => {
    const writing = Object.values(jobs).filter(({ permissions }) => Object.values(permissions ?? {}).includes('write'));
    expect(writing).toHaveLength(1);
    expect(JSON.stringify(writing)).not.toMatch(/npm|node/);
  });
});

const withJq = spawnSync('jq', ['--version']).status === 0 ? describe : describe.skip;

withJq('the branch of an environment', () => {
  const place = mkdtempSync(path.join(tmpdir(), 'branches-'));
  const clone = path.join(place, 'clone');
  afterAll(() => rmSync(place, { recursive: true }));
  const { jobs } = parse(readFileSync(path.join(folder, 'environment-branches.yaml'), 'utf8'));
  const [, { env, run }] = jobs.propose.steps;
  const settings = Object.fromEntries(
    Object.entries<string>(env).map(([name, value]) => [name, value.replace(/\$\{\{.*\}\}/, 'prod')]),
  );
  const options = { cwd: clone, encoding: 'utf8', env: { ...process.env, ...settings } } as const;
  const git = (...args: string[]) => execFileSync('git', args, { ...options, stdio: 'pipe' }).trim();
  // As GitHub runs a step.
  const propose = () => execFileSync('bash', ['-e', '-c', run], { ...options, stdio: 'pipe' });
  const commit = (text: string) => {
    for (const below of ['dist/prod', 'gitops/prod', 'dist/dev']) {
      mkdirSync(path.join(clone, below), { recursive: true });
      writeFileSync(path.join(clone, below, 'api.yaml'), `${below} ${text}`);
    }
    git('add', 'dist', 'gitops');
    git('commit', '--quiet', '--message', `say "${text}"`);
    return git('rev-parse', 'HEAD');
  };
  const next = () =>
    execFileSync('git', ['rev-list', 'environment/prod-next'], { cwd: path.join(place, 'origin'), encoding: 'utf8' })
      .trim()
      .split('\n');

  beforeAll(() => {
    execFileSync('git', ['init', '--quiet', '--bare', path.join(place, 'origin')]);
    execFileSync('git', ['init', '--quiet', clone]);
    git('remote', 'add', 'origin', path.join(place, 'origin'));
  });

  test('holds its manifests and the commit of main, and nothing else', () => {
    const main = commit('one');
    propose();
    git('fetch', '--quiet', 'origin', 'environment/prod-next');
    expect(git('ls-tree', '-r', '--name-only', 'FETCH_HEAD').split('\n')).toEqual([
      'dist/prod/api.yaml',
      'gitops/prod/api.yaml',
      'hydrator.metadata',
    ]);
    expect(JSON.parse(git('show', 'FETCH_HEAD:hydrator.metadata'))).toMatchObject({
      drySha: main,
      subject: 'say "one"',
    });
    expect(git('status', '--porcelain', 'dist')).toBe('');
  });

  test('gets a commit where its manifests change, on top of the one before, and none where they stay', () => {
    const [first] = next();
    git('commit', '--quiet', '--allow-empty', '--message', 'nothing for prod');
    propose();
    expect(next()).toEqual([first]);
    commit('two');
    propose();
    expect(next()).toEqual([expect.not.stringMatching(first ?? ''), first]);
  });
});
