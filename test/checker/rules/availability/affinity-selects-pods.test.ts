import { describe, expect, test } from '@jest/globals';
import { affinitySelectsPods } from '../../../../lib/checker/rules/availability/affinity-selects-pods';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('affinity-selects-pods', () => {
  const required = (term: string) =>
    deployment(
      '{ name: api }',
      `affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [${term}] } }`,
    );

  test('finds a selector with a slip of the keyboard', () => {
    expect(judge(affinitySelectsPods, required('{ labelSelector: { matchLabels: { app: apo } } }'))).toEqual([
      affinitySelectsPods.example,
    ]);
  });

  test('finds the selector of a weighted term', () => {
    const weighted = deployment(
      '{ name: api }',
      'affinity: { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: { labelSelector: { matchLabels: { app: apu } } } }] } }',
    );
    expect(judge(affinitySelectsPods, weighted)[0]).toContain(
      'podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.labelSelector: expected',
    );
  });

  test.each([
    ['the own labels', '{ labelSelector: { matchLabels: { app: api } } }'],
    ['every pod', '{ labelSelector: {} }'],
    ['pods of other namespaces', '{ labelSelector: { matchLabels: { app: apo } }, namespaces: [other] }'],
    ['namespaces by label', '{ labelSelector: { matchLabels: { app: apo } }, namespaceSelector: {} }'],
  ])('accepts %s', (_, term) => {
    expect(judge(affinitySelectsPods, required(term))).toEqual([]);
  });

  test('finds a required neighbour with a longer name', () => {
    const shop = deployment('{ name: api }').replaceAll('app: api', 'app: shop').replace('name: api', 'name: shop');
    const term = (app: string) => `[{ labelSelector: { matchLabels: { app: ${app} } } }]`;
    const beside = (app: string) =>
      [
        deployment(
          '{ name: api }',
          `affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: ${term(app)} } }`,
        ),
        shop,
      ].join('---');
    expect(judge(affinitySelectsPods, beside('shop-web'))[0]).toContain('did you mean "app=shop"');
    expect(judge(affinitySelectsPods, beside('shop'))).toEqual([]);
  });
});
