import { describe, expect, test } from '@jest/globals';
import { selectorsOutlivePods } from '../../../../lib/checker/rules/references/selectors-outlive-pods';
import { judge } from '../judge';
import { service } from './objects';

describe('selectors-outlive-pods', () => {
  test('a label of one version of the pods is no part of a selector', () => {
    const selected = (labels: string) => judge(selectorsOutlivePods, service('api', `selector: { ${labels} }`));
    expect(selected('app: api, pod-template-hash: 6d4f8b9c7d')).toEqual([selectorsOutlivePods.example]);
    expect(selected('app: api, version: "2"')).toEqual([]);
  });
});
