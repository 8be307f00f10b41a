import { describe, expect, test } from '@jest/globals';
import { nodeTermsAlternate } from '../../../../lib/checker/rules/availability/node-terms-alternate';
import { judge } from '../judge';
import { object } from '../workloads';

describe('node-terms-alternate', () => {
  const api = (...terms: string[]) =>
    object(
      'Deployment',
      'api',
      `template: { spec: { containers: [], affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [${terms.join(', ')}] } } } } }`,
    );
  const term = (...keys: string[]) =>
    `{ matchExpressions: [${keys.map((key) => `{ key: ${key}, operator: Exists }`).join(', ')}] }`;
  const zone = 'topology.kubernetes.io/zone';

  test('finds conditions that were meant together', () => {
    expect(judge(nodeTermsAlternate, api(term(zone), term('example.com/pool')))).toEqual([nodeTermsAlternate.example]);
  });

  test.each([
    ['one term', api(term(zone, 'example.com/pool'))],
    ['terms of one label', api(term(zone), term(zone))],
    ['an older name of a label', api(term(zone), term('failure-domain.beta.kubernetes.io/zone'))],
    ['labels of pools', api(term('example.com/pool'), term('example.com/spot'))],
  ])('accepts %s', (_, yaml) => {
    expect(judge(nodeTermsAlternate, yaml)).toEqual([]);
  });
});
