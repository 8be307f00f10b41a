import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { check, suppressionProblems } from '../../../lib/checker/check';
import type { Rule } from '../../../lib/checker/rule';
import { RULES, RULES_BY_SUBJECT } from '../../../lib/checker/rules/index';
import { rulesPage } from '../../../scripts/rules-page';
import { parse } from './judge';

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

describe('a suppression', () => {
  const [manifest] = parse('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: app }\n');
  const bundle = new Bundle(manifest ? [manifest] : []);
  const strict: Rule = {
    id: 'strict',
    why: 'nothing is good enough',
    example: '',
    check: ({ manifests }) =>
      manifests.map((object) => ({ object, field: 'data', expected: 'more', received: 'nothing' })),
  };
  const suppression = { rule: 'strict', object: 'ConfigMap default/app', reason: 'it is empty on purpose' };

  test('suppresses the finding that it names, and is printed', () => {
    expect(check(bundle, [suppression], [strict])).toEqual({ findings: [], used: [suppression], unused: [] });
  });

  test('suppresses no other object and no other rule', () => {
    const others = [
      { ...suppression, object: 'ConfigMap default/other' },
      { ...suppression, rule: 'lenient' },
    ];
    expect(check(bundle, others, [strict]).findings).toHaveLength(1);
  });

  /** What is said of one suppression, where the rule `strict` is in force or satisfied. */
  const said = (changed: Partial<typeof suppression>, satisfied = false) => {
    const rule = satisfied ? { ...strict, check: () => [] } : strict;
    return suppressionProblems(check(bundle, [{ ...suppression, ...changed }], [rule]), [rule]);
  };

  test('that is right is not mistaken', () => {
    expect(said({})).toEqual([]);
  });

  test('that suppresses nothing is to be left out', () => {
    expect(said({}, true)).toEqual([
      'suppression of strict for ConfigMap default/app: expected a finding to suppress, received none: remove the suppression',
    ]);
  });

  test('for an object that is near one with a finding is answered with that one', () => {
    expect(said({ object: 'ConfigMap default/ap' })).toEqual([
      'suppression of strict for ConfigMap default/ap: expected a finding to suppress, received none; did you mean "ConfigMap default/app"?',
    ]);
  });

  test('from a rule that does not exist is answered with the one that was meant', () => {
    expect(said({ rule: 'strickt' })).toEqual([
      'suppression of strickt for ConfigMap default/app: expected a rule of docs/rules.md, received "strickt"; did you mean "strict"?',
    ]);
  });

  test.each(['', ' '])('with the reason %j has none', (reason) => {
    expect(said({ reason })).toEqual([
      `suppression of strict for ConfigMap default/app: expected a reason, received "${reason}"`,
    ]);
  });
});
