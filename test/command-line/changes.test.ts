import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { changes } from '../../lib/command-line/changes';

const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'changes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const config = (level: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: app }\ndata: { LOG_LEVEL: ${level} }\n`;

function files(name: string, texts: Readonly<Record<string, string>>): string {
  for (const [file, text] of Object.entries(texts)) {
    mkdirSync(path.dirname(path.join(folder, name, file)), { recursive: true });
    writeFileSync(path.join(folder, name, file), text);
  }
  return path.join(folder, name);
}

const before = files('before', { 'dev/a.yaml': config('info'), 'prod/a.yaml': config('info') });
const after = files('after', { 'dev/a.yaml': config('debug'), 'prod/b.yaml': config('debug') });
const run = (...argv: string[]) => changes({ argv, env: {}, outdir: 'dist' });
const LINES = ['dev, prod: no-restart: ConfigMap default/app: changes in place', '  data.LOG_LEVEL: "info" → "debug"'];

describe('npm run changes', () => {
  test('compares the environments of two folders, whatever their files are called', () => {
    expect(run(before, after)).toEqual({ lines: LINES, status: 0 });
    expect(run(before, before)).toEqual({ lines: ['no changes'], status: 0 });
  });

  test('compares two folders of plain files', () => {
    const lines = LINES.map((line) => line.replace('dev, prod: ', ''));
    expect(run(path.join(before, 'dev'), path.join(after, 'prod'))).toEqual({ lines, status: 0 });
  });

  test('fails on the classes that it is told', () => {
    expect(run(before, after, '--fail-on', 'refused,no-restart').status).toBe(1);
    expect(run(before, after, '--fail-on', 'refused,data').status).toBe(0);
  });

  test.each([
    [[], 'changes: expected one or two folders, files or git refs, such as "origin/main", received none'],
    [['a', 'b', 'c'], 'usage: npm run changes'],
    [['no-such-ref'], 'before: expected a folder, a file or a git ref, such as "origin/main", received "no-such-ref"'],
    [[before, after, '--fail-on', 'refusd'], 'did you mean "refused"?'],
    [[before, after, '--format', 'html'], '--format: expected human, markdown, json or github, received "html"'],
    [['--fail'], 'option: expected one of --format, --fail-on, --help, received "--fail"'],
    [['--format'], '--format: expected a value behind the option, received none'],
  ])('%j is refused in a sentence, with exit code 2', (argv, words) => {
    const { lines, status } = run(...argv);
    expect(status).toBe(2);
    expect(lines.join('\n')).toContain(words);
  });

  test('a file that is no manifest is named, and nothing is compared', () => {
    const broken = files('broken', { 'dev/a.yaml': 'kind: [' });
    expect(run(broken, after)).toEqual({
      lines: [expect.stringContaining('dev/a.yaml: expected Kubernetes manifests')],
      status: 2,
    });
  });
});

describe('for programs', () => {
  test('every row in JSON, with all places and causes', () => {
    const { lines, status } = run(before, after, '--format', 'json');
    expect({ status, ...JSON.parse(lines.join('')) }).toEqual({
      status: 0,
      consequences: [
        {
          class: 'no-restart',
          says: 'changes in place',
          objects: ['ConfigMap default/app'],
          environments: ['dev', 'prod'],
          places: [
            { environment: 'dev', object: 'ConfigMap default/app' },
            { environment: 'prod', object: 'ConfigMap default/app' },
          ],
          causes: ['data.LOG_LEVEL: "info" → "debug"'],
        },
      ],
    });
  });

  test('annotations at the lines of the changed fields, as errors for the classes of --fail-on', () => {
    const [line] = run(before, after, '--format', 'github', '--fail-on', 'no-restart').lines;
    expect(line).toMatch(
      /^::error file=.*after\/dev\/a\.yaml,line=4,title=no-restart::ConfigMap default\/app: changes in place%0Adata/,
    );
    expect(run(before, after, '--format', 'github').lines[0]).toMatch(/^::notice /);
  });

  test('Markdown that links the run of the workflow', () => {
    const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '1' };
    const { lines } = changes({ argv: [before, after, '--format', 'markdown'], env, outdir: 'dist' });
    expect(lines.join('\n')).toContain(
      '| **no-restart** | 1 | <code>ConfigMap default/app</code> | <code>dev, prod</code> |',
    );
  });
});

describe('a git ref', () => {
  const repository = files('repository', {
    'dist/dev/a.yaml': config('info'),
    'dist/dev/kustomization.yaml': 'resources: []',
  });
  const git = (...args: string[]) =>
    spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: repository });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'first');
  files('repository', { 'dist/dev/a.yaml': config('debug') });
  const program = (...argv: string[]) => {
    const home = process.cwd();
    process.chdir(repository);
    try {
      return run(...argv);
    } finally {
      process.chdir(home);
    }
  };

  test('is read without a checkout, and compared with dist', () => {
    expect(program('HEAD')).toEqual({ lines: LINES.map((line) => line.replace('dev, prod', 'dev')), status: 0 });
    expect(program('HEAD', 'HEAD')).toEqual({ lines: ['no changes'], status: 0 });
  });

  test('is no option of git', () => {
    expect(program('--', '--all').status).toBe(2);
  });
});
