import { describe, expect, test } from '@jest/globals';
import { findings, type Mistake, mistaken, mistakes, sets } from '../../scripts/mistakes/corpus';

const correct = sets();
const bySet = new Map<string, Mistake[]>();
for (const mistake of mistakes()) bySet.set(mistake.set, [...(bySet.get(mistake.set) ?? []), mistake]);

test.each([...correct.keys()])('the rules find nothing in the correct set %s', (set) => {
  expect(findings(correct.get(set) ?? [])).toEqual([]);
});

describe.each([...bySet.keys()])('a mistake in %s is found:', (set) => {
  test.each(bySet.get(set) ?? [])('$what', (mistake) => {
    expect(findings(mistaken(correct.get(set) ?? [], mistake))).toEqual(mistake.found);
  });
});
