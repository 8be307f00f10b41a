import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { MARK } from '../lib/changes/markdown';

const root = path.join(__dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const workflowsIn = (folder: string) => readdirSync(path.join(root, folder)).map((file) => `${folder}/${file}`);
const copied = workflowsIn('examples/ci');
const workflows = [...workflowsIn('.github/workflows'), ...copied].map((file) => [file, read(file)] as const);
const { scripts } = JSON.parse(read('package.json'));

type Permissions = Readonly<Record<string, string>>;

interface Job {
  readonly permissions?: Permissions;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

interface Workflow {
  readonly jobs: Readonly<Record<string, Job>>;
  readonly permissions?: Permissions;
}

describe.each(workflows)('%s', (_, text) => {
  const { jobs, permissions } = parse(text) as Workflow;
  const scriptsOf = ({ steps }: Job) => steps.flatMap(({ run }) => run ?? []);

  test('takes each action by its digest, with the version beside it', () => {
    const used = text.split('\n').filter((line) => line.includes('uses:'));
    expect(used.filter((line) => !/uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test('may read, and no more, unless a job says so', () => {
    expect([{}, { contents: 'read' }]).toContainEqual(permissions);
  });

  test('runs no code of the repository with a right to write', () => {
    const writing = Object.values(jobs).filter((job) => Object.values(job.permissions ?? {}).includes('write'));
    expect(writing.flatMap(scriptsOf).filter((run) => /\b(npm|npx|node)\b|\.\//.test(run))).toEqual([]);
    expect(text).not.toContain('pull_request_target');
  });

  test('puts no input of a person into a script: a shell would run the input', () => {
    expect(
      Object.values(jobs)
        .flatMap(scriptsOf)
        .filter((run) => run.includes('${{')),
    ).toEqual([]);
  });

  test('runs scripts that exist', () => {
    const called = Object.values(jobs)
      .flatMap(scriptsOf)
      .flatMap((run) => [...run.matchAll(/npm run (?:--silent )?([\w-]+)/g)].map(([, name = '']) => name));
    expect(called.filter((name) => !Object.keys(scripts).includes(name))).toEqual([]);
  });

  test('has scripts that a shell can read', () => {
    for (const run of Object.values(jobs).flatMap(scriptsOf)) {
      expect(spawnSync('bash', ['-n'], { input: run, encoding: 'utf8' }).stderr).toBe('');
    }
  });
});

test('the workflow about changes is the one that this project uses', () => {
  expect(read('examples/ci/changes.yaml')).toBe(read('.github/workflows/changes.yaml'));
});

test('a workflow that compares files sees those that nobody committed', () => {
  const compared = copied
    .map((file) => [file, read(file)] as const)
    .filter(([, text]) => /git diff --(exit|binary)/.test(text));
  const blind = compared.filter(([file, text]) => {
    // A promotion changes files, and makes none.
    return !file.includes('promote') && !/git add --intent-to-add --all[\s\S]*git diff --(exit|binary)/.test(text);
  });
  expect(compared.length).toBeGreaterThan(3);
  expect(blind.map(([file]) => file)).toEqual([]);
});

test('the workflow finds its own comment by the first line of the Markdown', () => {
  expect(read('examples/ci/changes.yaml')).toContain(`mark='${MARK}'`);
});

test('each workflow to copy stands on a page about the task', () => {
  const pages = ['ci', 'gitops', 'version-bots'].map((page) => read(`docs/how-to/${page}.md`)).join('\n');
  expect(copied.filter((file) => !pages.includes(file))).toEqual([]);
});
