import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { RULES, RULES_BY_SUBJECT } from '../../lib/rules';
import { Bundle } from '../../lib/rules/bundle';
import type { Rule } from '../../lib/rules/rule';
import { check } from '../../lib/rules/verdict';
import { rulesPage } from '../../scripts/rules-page';
import { parse } from './judge';

const folder = path.join(__dirname, '..', '..', 'lib', 'rules');

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

  test.each(RULES.map((rule) => [rule.id, rule] as const))(
    '%s says why it is there, and shows a finding of it',
    (id, { why, example }) => {
      expect(why).toMatch(/^[a-z`A-Z].{20,}[^.]$/);
      expect(example).toMatch(new RegExp(`^[A-Z]\\w* \\S+: .+: expected .+, received .+ \\[${id}\\]$`));
    },
  );
});

test('docs/rules.md says what the rules say (if not: npm run generate)', () => {
  expect(readFileSync(path.join(__dirname, '..', '..', 'docs', 'rules.md'), 'utf8')).toBe(rulesPage());
});

describe('an exception', () => {
  const [manifest] = parse('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: app }\n');
  const bundle = new Bundle(manifest ? [manifest] : []);
  const strict: Rule = {
    id: 'strict',
    why: 'nothing is good enough',
    example: '',
    check: ({ manifests }) =>
      manifests.map((object) => ({ object, field: 'data', expected: 'more', received: 'nothing' })),
  };
  const exception = { rule: 'strict', object: 'ConfigMap default/app', reason: 'it is empty on purpose' };

  test('excuses the finding that it names, and is printed', () => {
    expect(check(bundle, [exception], [strict])).toEqual({ violations: [], excused: [exception], idle: [] });
  });

  test('excuses no other object and no other rule', () => {
    const others = [
      { ...exception, object: 'ConfigMap default/other' },
      { ...exception, rule: 'lenient' },
    ];
    expect(check(bundle, others, [strict]).violations).toHaveLength(1);
  });

  test('that excuses nothing is itself a finding', () => {
    expect(check(bundle, [exception], []).idle).toEqual([exception]);
  });
});
