import { describe, expect, test } from '@jest/globals';
import { analysisArgumentsGiven } from '../../../../lib/checker/rules/references/analysis-arguments-given';
import { judge } from '../judge';
import { object } from '../object';

describe('analysis-arguments-given', () => {
  const rollout = (args: string) =>
    object(
      'Rollout',
      'shop/api',
      `spec: { strategy: { canary: { analysis: { templates: [{ templateName: success-rate }], args: [${args}] } } } }`,
    );
  const template = (argument: string) =>
    object('AnalysisTemplate', 'shop/success-rate', `spec: { args: [{ ${argument} }] }`);

  test('an argument under another name is missing', () => {
    const given = rollout('{ name: service-name, value: api }');
    expect(judge(analysisArgumentsGiven, given + template('name: service'))).toEqual([
      expect.stringContaining(
        'expected the argument service of AnalysisTemplate shop/success-rate, received only service-name',
      ),
    ]);
    expect(judge(analysisArgumentsGiven, rollout('{ name: service, value: api }') + template('name: service'))).toEqual(
      [],
    );
  });

  test('a template may have the value itself', () => {
    expect(judge(analysisArgumentsGiven, rollout('') + template('name: service, value: api'))).toEqual([]);
  });
});
