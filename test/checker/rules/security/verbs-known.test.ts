import { describe, expect, test } from '@jest/globals';
import { verbsKnown } from '../../../../lib/checker/rules/security/verbs-known';
import { judge } from '../judge';
import { object } from '../object';

describe('verbs-known', () => {
  const role = (verb: string, resources = '[configmaps]', group = '""') =>
    judge(
      verbsKnown,
      object('Role', 'reader', `rules: [{ apiGroups: [${group}], resources: ${resources}, verbs: [${verb}] }]`),
    );

  test('finds a word that no request has', () => {
    expect(role('read')).toEqual([verbsKnown.example]);
    expect(role('exec', '[pods/exec]')).toEqual([expect.stringContaining('did you mean "create"?')]);
    expect(role('GET')).toEqual([expect.stringContaining('did you mean "get"?')]);
    expect(role('lsit')).toHaveLength(1);
  });

  test.each(['get', '"*"', 'impersonate', 'something-else'])('accepts %s', (verb) => {
    expect(role(verb)).toEqual([]);
  });

  test('operators have verbs of their own', () => {
    expect(role('read', '[widgets]', 'example.com')).toEqual([]);
    expect(role('read', '[configmaps, widgets]')).toEqual([]);
    expect(judge(verbsKnown, object('ClusterRole', 'a', 'rules: [{ nonResourceURLs: [/a], verbs: [post] }]'))).toEqual(
      [],
    );
  });
});
