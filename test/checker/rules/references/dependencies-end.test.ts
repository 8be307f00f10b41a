import { describe, expect, test } from '@jest/globals';
import { dependenciesEnd } from '../../../../lib/checker/rules/references/dependencies-end';
import { judge } from '../judge';
import { object } from '../object';

describe('dependencies-end', () => {
  const after = (name: string, ...others: string[]) =>
    object(
      'Kustomization',
      `flux-system/${name}`,
      `spec: { dependsOn: [${others.map((each) => `{ name: ${each} }`)}] }`,
    );

  test('finds objects that wait for each other, once', () => {
    expect(judge(dependenciesEnd, after('apps', 'base') + after('base', 'apps'))).toEqual([dependenciesEnd.example]);
    expect(judge(dependenciesEnd, after('apps', 'apps'))).toHaveLength(1);
    expect(judge(dependenciesEnd, after('a', 'b') + after('b', 'c') + after('c', 'b'))).toHaveLength(1);
  });

  test('two ways to one object are no circle', () => {
    expect(judge(dependenciesEnd, after('a', 'b', 'c') + after('b', 'd') + after('c', 'd') + after('d'))).toEqual([]);
  });
});
