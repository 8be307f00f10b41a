import { describe, expect, test } from '@jest/globals';
import { rolesSuffice } from '../../../../lib/checker/rules/security/roles-suffice';
import { judge } from '../judge';

describe('roles-suffice', () => {
  const role = (...rules: string[]) =>
    judge(rolesSuffice, `apiVersion: v1\nkind: Role\nmetadata: { name: leader }\nrules: [${rules}]\n`);
  const rule = (resource: string, verbs: string) => `{ resources: [${resource}], verbs: [${verbs}] }`;

  test('finds a leader that cannot renew its lease, and a watch without a list', () => {
    expect(role(rule('leases', 'get, create'))).toEqual([rolesSuffice.example]);
    expect(role(rule('pods', 'watch'))).toHaveLength(1);
  });

  test('adds up the rules of a role', () => {
    expect(role(rule('leases', 'create'), rule('leases', 'get, update'))).toEqual([]);
    expect(role(rule('pods', 'watch'), rule('"*"', 'list'))).toEqual([]);
    expect(role(rule('leases', '"*"'))).toEqual([]);
    expect(role(rule('events', 'create'))).toEqual([]);
  });
});
