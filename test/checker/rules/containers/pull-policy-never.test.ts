import { describe, expect, test } from '@jest/globals';
import { pullPolicyNever } from '../../../../lib/checker/rules/containers/pull-policy-never';
import { judge, weights } from '../judge';
import { deployment } from '../pods';

describe('pull-policy-never', () => {
  const policy = (value: string) => deployment(`{ name: api, imagePullPolicy: ${value} }`);

  test('finds Never where no images are imported', () => {
    expect(judge(pullPolicyNever, policy('Never'))).toEqual([pullPolicyNever.example]);
    expect(judge(pullPolicyNever, policy('Never'), { importedImages: true })).toEqual([]);
  });

  test('is a risk for an image of a registry, and an opinion for one that was made on the spot', () => {
    const of = (image: string) =>
      weights(pullPolicyNever, deployment(`{ name: api, image: ${image}, imagePullPolicy: Never }`));
    expect(of('ghcr.io/acme/api:1.0.0')).toEqual(['risk']);
    expect(of('acme-api:1.0.0')).toEqual(['opinion']);
  });

  test.each(['Always', 'IfNotPresent'])('accepts %s', (value) => {
    expect(judge(pullPolicyNever, policy(value))).toEqual([]);
  });
});
