import { describe, expect, test } from '@jest/globals';
import { dependenciesEnd } from '../../../../lib/checker/rules/references/dependencies-end';
import { judge } from '../judge';
import { object } from '../object';

describe('dependencies-end', () => {
  const waiting = (name: string, ...others: string[]) =>
    object(
      'Kustomization',
      `flux-system/${name}`,
      `spec: { dependsOn: [${others.map((each) => `{ name: ${each} }`)}] }`,
    );

  test('finds objects that wait for each other, once', () => {
    expect(judge(dependenciesEnd, waiting('apps', 'base') + waiting('base', 'apps'))).toEqual([
      dependenciesEnd.example,
    ]);
    expect(judge(dependenciesEnd, waiting('apps', 'apps'))).toHaveLength(1);
    expect(judge(dependenciesEnd, waiting('a', 'b') + waiting('b', 'c') + waiting('c', 'b'))).toHaveLength(1);
  });

  test('two ways to one object are no circle', () => {
    expect(
      judge(dependenciesEnd, waiting('a', 'b', 'c') + waiting('b', 'd') + waiting('c', 'd') + waiting('d')),
    ).toEqual([]);
  });
});
