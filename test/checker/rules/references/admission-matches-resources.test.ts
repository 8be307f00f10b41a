import { describe, expect, test } from '@jest/globals';
import { admissionMatchesResources } from '../../../../lib/checker/rules/references/admission-matches-resources';
import { judge } from '../judge';
import { object } from '../object';

describe('admission-matches-resources', () => {
  const policy = (group: string, resource = 'deployments') =>
    object(
      'ValidatingAdmissionPolicy',
      'owners',
      `spec: { matchConstraints: { resourceRules: [{ apiGroups: [${group}], resources: [${resource}] }] } }`,
    );

  test('a resource of another API group is matched by nobody', () => {
    expect(judge(admissionMatchesResources, policy('""'))).toEqual([admissionMatchesResources.example]);
    expect(judge(admissionMatchesResources, policy('apps'))).toEqual([]);
    expect(judge(admissionMatchesResources, policy('"*"'))).toEqual([]);
  });

  test('a resource of an unknown group may have any name', () => {
    expect(judge(admissionMatchesResources, policy('acme.dev'))).toEqual([]);
    expect(judge(admissionMatchesResources, policy('""', 'widgets'))).toEqual([]);
  });

  test.each(['deployment', 'Deployment', 'Deployments'])('finds %s in place of the resource', (name) => {
    expect(judge(admissionMatchesResources, policy('apps', name))).toEqual([
      expect.stringContaining(`resources[0]: expected a resource, in small letters and the plural, received "${name}"`),
    ]);
    expect(judge(admissionMatchesResources, policy('acme.dev', name))).toEqual([]);
  });
});
