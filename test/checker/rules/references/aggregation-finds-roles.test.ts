import { describe, expect, test } from '@jest/globals';
import { aggregationFindsRoles } from '../../../../lib/checker/rules/references/aggregation-finds-roles';
import { judge } from '../judge';

describe('aggregation-finds-roles', () => {
  const reader = (label: string) =>
    `---\n{ kind: ClusterRole, apiVersion: rbac.authorization.k8s.io/v1, metadata: { name: reader }, aggregationRule: { clusterRoleSelectors: [{ matchLabels: { ${label} } }] } }\n`;
  const core = (label: string) =>
    `---\n{ kind: ClusterRole, apiVersion: rbac.authorization.k8s.io/v1, metadata: { name: reader-core, labels: { ${label} } } }\n`;

  test('an aggregation without roles beside a role that is labelled for one is a mistake', () => {
    expect(judge(aggregationFindsRoles, reader('aggregate-to: reader') + core('aggregate-to: readers'))).toEqual([
      aggregationFindsRoles.example,
    ]);
    expect(judge(aggregationFindsRoles, reader('aggregate-to: readers') + core('aggregate-to: readers'))).toEqual([]);
  });

  test('a role for the API server itself is no part that is lost', () => {
    const view = core('rbac.authorization.k8s.io/aggregate-to-view: "true"');
    expect(judge(aggregationFindsRoles, reader('aggregate-to: reader') + view)).toEqual([]);
  });
});
