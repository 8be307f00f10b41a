import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

const workflow = path.join(__dirname, '..', '..', 'examples', 'ci', 'environment-branches.yaml');

const withJq = spawnSync('jq', ['--version']).status === 0 ? describe : describe.skip;

withJq('the branch of an environment', () => {
  const place = mkdtempSync(path.join(tmpdir(), 'branches-'));
  const clone = path.join(place, 'clone');
  afterAll(() => rmSync(place, { recursive: true }));
  const { jobs } = parse(readFileSync(workflow, 'utf8'));
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
