import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { mentions } from '../../../lib/checker/bundle/mentions';
import { RULES } from '../../../lib/checker/rules/index';
import { mistaken, mistakes, sets } from '../../../scripts/mistakes/corpus';

const correct = sets();
const bySet = new Map(mistakes().map((mistake) => [mistake.set, mistake]));

describe('a rule that is not asked for want of its words would find nothing in', () => {
  test.each([...bySet.keys()])('%s', (set) => {
    const manifests = correct.get(set) ?? [];
    const last = bySet.get(set);
    const bundle = new Bundle(last ? mistaken(manifests, last) : manifests);
    const unasked = RULES.filter(({ about }) => about && !mentions(bundle, about));
    expect(unasked.filter((rule) => rule.check(bundle).length > 0).map(({ id }) => id)).toEqual([]);
  });
});
