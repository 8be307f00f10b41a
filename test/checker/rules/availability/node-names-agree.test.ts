import { describe, expect, test } from '@jest/globals';
import { nodeNamesAgree } from '../../../../lib/checker/rules/availability/node-names-agree';
import { judge } from '../judge';
import { object } from '../workloads';

describe('node-names-agree', () => {
  const pod = (name: string, value: string, key = 'example.com/pool') =>
    object('Deployment', name, `template: { spec: { containers: [], nodeSelector: { ${key}: ${value} } } }`);
  const two = pod('web', 'game') + pod('lobby', 'game');

  test('finds a value or a label that one pod spells in its own way', () => {
    expect(judge(nodeNamesAgree, two + pod('api', 'gmae'))).toEqual([nodeNamesAgree.example]);
    expect(judge(nodeNamesAgree, two + pod('api', 'game', 'example.com/pools'))).toHaveLength(1);
  });

  test('finds a label of an affinity, and of a toleration', () => {
    const wanting = (spec: string) => object('Deployment', 'api', `template: { spec: { containers: [], ${spec} } }`);
    const terms = '[{ matchExpressions: [{ key: example.com/pools, operator: Exists }] }]';
    const affinity = `affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: ${terms} } } }`;
    expect(judge(nodeNamesAgree, two + wanting(affinity))).toHaveLength(1);
    expect(judge(nodeNamesAgree, two + wanting('tolerations: [{ key: example.com/pools }]'))).toHaveLength(1);
  });

  test.each([
    ['the same name', two + pod('api', 'game')],
    ['another name', two + pod('api', 'batch')],
    ['names with numbers', pod('web', 'pool-1') + pod('lobby', 'pool-1') + pod('api', 'pool-2')],
    ['one name each', pod('web', 'game') + pod('api', 'gmae')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(nodeNamesAgree, yaml)).toEqual([]);
  });
});
