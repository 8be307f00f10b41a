import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../lib/checker/bundle/bundle';
import { check, suppressionProblems } from '../../lib/checker/check';
import type { Rule } from '../../lib/checker/rule';
import { parse } from './rules/judge';

describe('a suppression', () => {
  const [manifest] = parse('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: app }\n');
  const bundle = new Bundle(manifest ? [manifest] : []);
  const strict: Rule = {
    id: 'strict',
    answer: 'broken',
    why: 'nothing is good enough',
    example: '',
    check: ({ manifests }) =>
      manifests.map((object) => ({ object, field: 'data', expected: 'more', received: 'nothing' })),
  };
  const suppression = { rule: 'strict', object: 'ConfigMap default/app', reason: 'it is empty on purpose' };

  test('suppresses the finding that it names, and is printed', () => {
    expect(check(bundle, [suppression], [strict])).toEqual({
      findings: [],
      used: [suppression],
      unused: [],
      stopped: [],
    });
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
