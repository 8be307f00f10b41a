import { describe, expect, test } from '@jest/globals';
import { spreadCountsOwnPods } from '../../../../lib/checker/rules/availability/spread-counts-own-pods';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('spread-counts-own-pods', () => {
  const spread = (selector: string) =>
    deployment('{ name: api }', `topologySpreadConstraints: [{ topologyKey: zone, labelSelector: ${selector} }]`);

  test('finds a spread that counts other pods', () => {
    expect(judge(spreadCountsOwnPods, spread('{ matchLabels: { app: web } }'))).toEqual([spreadCountsOwnPods.example]);
  });

  test.each([
    ['a part of the labels', spread('{ matchLabels: { app: api } }')],
    ['an expression', spread('{ matchExpressions: [{ key: app, operator: Exists }] }')],
    ['a label that a controller adds', spread('{ matchLabels: { app: api, pod-template-hash: x } }')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(spreadCountsOwnPods, yaml)).toEqual([]);
  });
});
