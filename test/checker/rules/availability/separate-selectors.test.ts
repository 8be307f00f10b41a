import { describe, expect, test } from '@jest/globals';
import { separateSelectors } from '../../../../lib/checker/rules/availability/separate-selectors';
import { judge, weights } from '../judge';
import { object } from '../workloads';

describe('separate-selectors', () => {
  const workload = (name: string, selector: string, labels: string) =>
    object('Deployment', name, `selector: { matchLabels: ${selector} }, template: { metadata: { labels: ${labels} } }`);
  const api = workload('api', '{ app: shop, part: api }', '{ app: shop, part: api }');
  const budget = (name: string, selector: string) =>
    object('PodDisruptionBudget', name, `selector: { matchLabels: ${selector} }`);

  test('finds a workload that takes the pods of another', () => {
    const worker = workload('worker', '{ app: shop }', '{ app: shop, part: worker }');
    expect(judge(separateSelectors, worker + api)).toEqual([separateSelectors.example]);
  });

  test.each([
    ['a Service', object('Service', 'shop', 'selector: { app: shop }'), 'risk'],
    ['a budget', budget('shop', '{ app: shop }'), 'risk'],
    [
      'an autoscaler of the wider selector',
      object('HorizontalPodAutoscaler', 'worker', 'scaleTargetRef: { kind: Deployment, name: worker }'),
      'risk',
    ],
    ['a Service of one', object('Service', 'api', 'selector: { part: api }'), 'opinion'],
    ['nothing', '', 'opinion'],
  ])('weighs what takes the pods of both: %s', (_, taker, weight) => {
    const worker = workload('worker', '{ app: shop }', '{ app: shop, part: worker }');
    expect(weights(separateSelectors, worker + api + taker)).toEqual([weight]);
  });

  test('finds the second budget of a pod', () => {
    expect(judge(separateSelectors, api + budget('a', '{ app: shop }') + budget('b', '{ part: api }'))).toEqual([
      'PodDisruptionBudget default/b: spec.selector: expected pods that no other budget selects, received the pods of Deployment default/api, which a selects too [separate-selectors]',
    ]);
  });

  test('accepts selectors that differ in a label', () => {
    const worker = workload('worker', '{ app: shop, part: worker }', '{ app: shop, part: worker }');
    const budgets = budget('a', '{ part: api }') + budget('b', '{ part: worker }');
    expect(judge(separateSelectors, api + worker + budgets)).toEqual([]);
  });
});
