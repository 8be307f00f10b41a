import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { RULES, RULES_BY_SUBJECT } from '../../../lib/checker/rules/index';
import { rulesPage } from '../../../scripts/rules-page';

const folder = path.join(__dirname, '..', '..', '..', 'lib', 'checker', 'rules');

describe('every rule', () => {
  test('has an id of its own', () => {
    const ids = RULES.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  test.each(Object.entries(RULES_BY_SUBJECT))(
    'about %s stands in a file of its name, and every such file is in force',
    (subject, rules) => {
      const files = readdirSync(path.join(folder, subject)).filter((file) => {
        return (
          file.endsWith('.ts') &&
          /export const \w+: Rule = /.test(readFileSync(path.join(folder, subject, file), 'utf8'))
        );
      });
      expect(rules.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
    },
  );

  test.each(Object.entries(RULES_BY_SUBJECT))('about %s has a test at its path', (subject, rules) => {
    const tests = readdirSync(path.join(__dirname, subject));
    expect(rules.map(({ id }) => `${id}.test.ts`).filter((file) => !tests.includes(file))).toEqual([]);
  });

  test.each(RULES.map((rule) => [rule.id, rule] as const))(
    '%s says why it is there, and shows a finding of it',
    (id, { why, example }) => {
      expect(why).toMatch(/^[a-z`A-Z].{20,}[^.]$/);
      expect(example).toMatch(new RegExp(`^[A-Z]\\w* \\S+: .+: expected .+, received .+ \\[${id}\\]$`));
    },
  );
});

test('docs/rules.md says what the rules say (if not: npm run generate)', () => {
  expect(readFileSync(path.join(__dirname, '..', '..', '..', 'docs', 'rules.md'), 'utf8')).toBe(rulesPage());
});
