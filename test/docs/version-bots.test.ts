import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { publicImages } from '../../lib/wealist/environments/everywhere';
import versions from '../../lib/wealist/versions.json';

const read = (file: string): string => readFileSync(path.join(__dirname, '..', '..', file), 'utf8');
const page = read('docs/how-to/version-bots.md');
const blockOf = (language: string) => new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(page)?.[1] ?? '';

interface Manager {
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
}

/** What Renovate finds: each expression looks through the matches of the one before, over the whole file. */
function found({ matchStrings }: Manager, text: string): Record<string, string | undefined>[] {
  const matches = matchStrings.reduce<RegExpMatchArray[]>(
    (before, each) => before.flatMap(([part]) => [...part.matchAll(new RegExp(each, 'g'))]),
    [[text] as RegExpMatchArray],
  );
  return matches.map(({ groups }) => ({ ...groups }));
}

describe('the Renovate on the page about bots', () => {
  const [own, others]: Manager[] = JSON.parse(blockOf('json')).customManagers;

  test('reads files that are there', () => {
    const files = ['lib/wealist/versions.json', 'lib/wealist/environments/everywhere.ts'];
    const patterns = [own, others].flatMap((each) => each?.managerFilePatterns ?? []);
    expect(patterns.map((each, index) => new RegExp(each.slice(1, -1)).test(files[index] ?? ''))).toEqual([true, true]);
  });

  test('finds each version of dev, and of no other environment', () => {
    const text = JSON.stringify({ ...versions, staging: {}, prod: { frontend: '0.0.1' } }, undefined, 2);
    const names = own ? found(own, text).map(({ depName, currentValue }) => [depName, currentValue]) : [];
    expect(Object.fromEntries(names)).toEqual(versions.dev);
    expect(names).toHaveLength(Object.keys(versions.dev).length);
  });

  test('finds the tag and the digest of a version', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const text = JSON.stringify({ dev: { 'board-api': `1.0.0@${digest}` } }, undefined, 2);
    expect(own && found(own, text)).toEqual([{ depName: 'board-api', currentValue: '1.0.0', currentDigest: digest }]);
  });

  test('finds each image that others publish', () => {
    const images = Object.values(publicImages).map(({ repository, tag }) => `${repository}:${tag}`);
    const names = others ? found(others, read('lib/wealist/environments/everywhere.ts')) : [];
    expect(names.map(({ depName, currentValue }) => `${depName}:${currentValue}`)).toEqual(images);
  });
});

test('the step of Kargo on that page names a version that is there', () => {
  const [{ config }] = parse(blockOf('yaml'));
  expect(read(config.path.replace('./src/', ''))).toBe(read('lib/wealist/versions.json'));
  const [environment, system] = config.updates[0].key.split('.');
  expect(versions).toHaveProperty([environment, system]);
});
