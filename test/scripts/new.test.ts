import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { environments } from '../../lib/wealist/environments/index';
import { clone, distOf, filesBelow, run } from '../clone';

const add = (folder: string, ...words: string[]) => run(folder, ['scripts/run.cjs', 'scripts/new.ts', ...words]);

describe('npm run new', () => {
  test('adds a service that every environment deploys', () => {
    const folder = clone();
    expect(add(folder, 'service', 'mail-api')).toMatchObject({ status: 0, stderr: '' });
    const files = Object.keys(distOf(folder));
    for (const name of Object.keys(environments)) expect(files).toContain(`${name}/1-mail-api.k8s.yaml`);
  });

  test('adds an environment with hosts and passwords of its own', () => {
    const folder = clone();
    expect(add(folder, 'environment', 'load-test')).toMatchObject({ status: 0, stderr: '' });
    const text = readFileSync(path.join(folder, 'lib/wealist/environments/load-test.ts'), 'utf8');
    expect(text).toContain("key: 'wealist/load-test/postgresql'");
    expect(text).toMatch(/hosts: \{ wealist: '[^']*load-test\./);
    const files = Object.keys(distOf(folder)).map((file) => path.dirname(file));
    expect(files.filter((file) => file === 'load-test')).toHaveLength(
      files.filter((file) => file === 'staging').length,
    );
  });

  test.each([
    ['a name that exists', ['service', 'postgresql'], 'service: expected a name beside'],
    [
      'a name that is no part of a namespace',
      ['environment', 'Load_Test'],
      'environment: expected words of a-z and 0-9',
    ],
    ['another word', ['servise', 'mail-api'], 'expected "service" or "environment", and a name'],
    ['an environment that synth refuses', ['environment', 'default'], 'expected a program that npm run synth accepts'],
  ])('refuses %s, and leaves every file as it was', (_, words, said) => {
    const folder = clone();
    const sources = () => [filesBelow(path.join(folder, 'lib')), distOf(folder)];
    const before = sources();
    const { status, stderr } = add(folder, ...words);
    expect(status).toBe(1);
    expect(stderr).toContain(said);
    expect(sources()).toEqual(before);
  });
});
