import { describe, expect, test } from '@jest/globals';
import { chosenEnvironments } from '../../lib/command-line/chosen-environments';
import { UserError } from '../../lib/synthesis/user-error';
import type { Environment } from '../../lib/wealist/environments/environment';
import { environments } from '../wealist/frozen/index';

const NAMES = Object.keys(environments).join(', ');
const SYSTEMS = Object.keys(environments.prod.images).join(', ');

const chosen = (...argv: string[]) => chosenEnvironments<Environment>({ argv, env: {} }, { environments }).environments;

function problemsOf(...argv: string[]): readonly string[] {
  try {
    chosen(...argv);
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  return [];
}

const reference = (argv: string[], system: 'board-api' | 'frontend') =>
  chosen(...argv)[0]?.[1].images[system].reference;

describe('a command line chooses', () => {
  test('every environment if it names none', () => {
    expect(chosen().map(([name]) => name)).toEqual(Object.keys(environments));
  });

  test('the environments that it names, each once', () => {
    expect(chosen('prod', 'dev', 'prod').map(([name]) => name)).toEqual(['dev', 'prod']);
  });

  test('the tag of a system, and leaves the others as they are in code', () => {
    expect(reference(['prod', '--tag', 'board-api=1.5.0'], 'board-api')).toBe('ghcr.io/wealist/board-api:1.5.0');
    expect(reference(['prod', '--tag', 'board-api=1.5.0'], 'frontend')).toBe('ghcr.io/wealist/frontend:1.0.0');
  });

  test('a finding that is meant, for this run', () => {
    const [chosenOne] = chosen(
      'prod',
      '--accept',
      'no-lost-data StatefulSet postgresql-prod/postgres: moved to RDS on Monday',
    );
    expect(chosenOne?.[1].suppressions).toEqual([
      { rule: 'no-lost-data', object: 'StatefulSet postgresql-prod/postgres', reason: 'moved to RDS on Monday' },
    ]);
  });

  test('a digest beside the tag', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    expect(reference(['prod', '--tag', `frontend=2.0.1@${digest}`], 'frontend')).toBe(
      `ghcr.io/wealist/frontend:2.0.1@${digest}`,
    );
  });
});

describe('a command line that means nothing is answered with a sentence', () => {
  test.each([
    [['stagin'], `environment: expected one of ${NAMES}, received "stagin"; did you mean "staging"?`],
    [['nowhere'], `environment: expected one of ${NAMES}, received "nowhere"`],
    [
      ['prod', '--tag', 'boardapi=1.0'],
      `--tag: expected one of ${SYSTEMS}, received "boardapi"; did you mean "board-api"?`,
    ],
    [['prod', '--tag', 'board-api'], '--tag: expected system=tag, such as api=1.5.0, received "board-api"'],
    [
      ['--tag', 'board-api=1'],
      '--tag: expected at least one environment on the command line, such as "prod", received none',
    ],
    [
      ['prod', '--accept', 'no-lost-data'],
      '--accept: expected "rule Kind namespace/name: reason", received "no-lost-data"',
    ],
    [
      ['prod', '--accept', 'no-lost-data StatefulSet a/b: '],
      '--accept: expected "rule Kind namespace/name: reason", received "no-lost-data StatefulSet a/b: "',
    ],
    [
      ['--accept', 'no-lost-data StatefulSet a/b: why'],
      '--accept: expected exactly one environment on the command line, received 0',
    ],
  ])('%j', (argv, sentence) => {
    expect(problemsOf(...argv)).toEqual([sentence]);
  });

  test('and an option that npm took for its own is not lost', () => {
    const taken = { npm_config_tag: 'board-api=1.5.0' };
    expect(() => chosenEnvironments({ argv: ['prod'], env: taken }, { environments })).toThrow(
      '--tag: expected "--" before the options, since npm keeps options without "--", received "board-api=1.5.0"',
    );
    const harmless = { npm_config_tag: 'next' };
    expect(chosenEnvironments({ argv: ['prod'], env: harmless }, { environments }).environments).toHaveLength(1);
  });

  test('and all of it at once', () => {
    expect(problemsOf('nowhere', 'prd', '--tag', 'x')).toHaveLength(3);
  });

  test('and an option that does not exist is not ignored', () => {
    expect(problemsOf('--tags', 'board-api=1')[0]).toBe(
      'option: expected one of --tag, --save, --accept, --help, received "--tags"; did you mean "--tag"?',
    );
  });
});

test.each(['--help', '-h'])('%s is answered with the usage, and nothing is chosen', (option) => {
  expect(() => chosen('prod', option)).toThrow(/^usage: npm run synth -- \[environment…\]/);
});
