import { describe, expect, test } from '@jest/globals';
import { pullPolicyNever } from '../../../../lib/checker/rules/containers/pull-policy-never';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('pull-policy-never', () => {
  const policy = (value: string) => deployment(`{ name: api, imagePullPolicy: ${value} }`);

  test('finds Never where no images are imported', () => {
    expect(judge(pullPolicyNever, policy('Never'))).toEqual([pullPolicyNever.example]);
    expect(judge(pullPolicyNever, policy('Never'), { importedImages: true })).toEqual([]);
  });

  test.each(['Always', 'IfNotPresent'])('accepts %s', (value) => {
    expect(judge(pullPolicyNever, policy(value))).toEqual([]);
  });
});
