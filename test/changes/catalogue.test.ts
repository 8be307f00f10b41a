import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CONSEQUENCES } from '../../lib/changes';
import { changesPage } from '../../scripts/changes-page';

const root = path.join(__dirname, '..', '..');

describe('every class of consequences', () => {
  test('stands in a file of its name, and has a test at its path', () => {
    const names = CONSEQUENCES.map(({ id }) => id).sort();
    const files = readdirSync(path.join(root, 'lib', 'changes', 'consequences')).filter((file) => file !== 'index.ts');
    expect(files.map((file) => file.replace(/\.ts$/, '')).sort()).toEqual(names);
    const tests = readdirSync(path.join(__dirname, 'consequences'));
    expect(tests.map((file) => file.replace(/\.test\.ts$/, '')).sort()).toEqual(names);
  });

  test.each(CONSEQUENCES.map((each) => [each.id, each] as const))(
    '%s says why to look, and shows an effect',
    (id, { why, example }) => {
      expect(why).toMatch(/^[a-z].{20,}[^.]$/);
      expect(example).toMatch(new RegExp(`^${id}: .+`));
    },
  );
});

test('docs/changes.md says what the classes say (if not: npm run generate)', () => {
  expect(readFileSync(path.join(root, 'docs', 'changes.md'), 'utf8')).toBe(changesPage());
});
