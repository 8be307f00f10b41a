import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { RULES, RULES_BY_SUBJECT } from '../../../lib/checker/rules/index';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import type { Rule } from '../../../lib/checker/rule';
import { check, mistakenExceptions } from '../../../lib/checker/check';
import { rulesPage } from '../../../scripts/rules-page';
import { parse } from './judge';

const folder = path.join(__dirname, '..', '..', 'lib', 'checker', 'rules');

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

  /** What is said of one exception, where the rule `strict` is in force or satisfied. */
  const said = (changed: Partial<typeof exception>, satisfied = false) => {
    const rule = satisfied ? { ...strict, check: () => [] } : strict;
    return mistakenExceptions(check(bundle, [{ ...exception, ...changed }], [rule]), [rule]);
  };

  test('that is right is not mistaken', () => {
    expect(said({})).toEqual([]);
  });

  test('that excuses nothing is to be left out', () => {
    expect(said({}, true)).toEqual([
      'exception from strict for ConfigMap default/app: expected a finding that it excuses, received none: leave the exception out',
    ]);
  });

  test('for an object that is near one with a finding is answered with that one', () => {
    expect(said({ object: 'ConfigMap default/ap' })).toEqual([
      'exception from strict for ConfigMap default/ap: expected a finding that it excuses, received none; did you mean "ConfigMap default/app"?',
    ]);
  });

  test('from a rule that does not exist is answered with the one that was meant', () => {
    expect(said({ rule: 'strickt' })).toEqual([
      'exception from strickt for ConfigMap default/app: expected a rule of docs/rules.md, received "strickt"; did you mean "strict"?',
    ]);
  });

  test.each(['', ' '])('with the reason %j has none', (reason) => {
    expect(said({ reason })).toEqual([
      `exception from strict for ConfigMap default/app: expected why it is right nevertheless, received "${reason}"`,
    ]);
  });
});
