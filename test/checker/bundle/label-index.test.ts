import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LabelIndex, SelectorIndex } from '../../../lib/checker/bundle/label-index';
import { meets, type Requirement } from '../../../lib/checker/bundle/label-selector';

const word = fc.constantFrom('a', 'b', 'c', 'constructor');

const labels = fc.dictionary(word, word, { maxKeys: 3 });

const requirement: fc.Arbitrary<Requirement> = fc.record({
  key: word,
  operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
  values: fc.array(word, { maxLength: 2 }),
});

const selector = fc.array(requirement, { maxLength: 3 });

const selects = (demands: readonly Requirement[], all: Readonly<Record<string, string>>): boolean =>
  demands.every((demand) => meets(demand, all));

describe('an index by labels', () => {
  test('finds all pods that have the labels of a selector', () => {
    fc.assert(
      fc.property(fc.array(labels), labels, (pods, wanted) => {
        const index = new LabelIndex<number>();
        for (const [position, pod] of pods.entries()) index.add(pod, position);
        const demands = Object.entries(wanted).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
        const found = index.candidates(wanted).filter((position) => selects(demands, pods[position] ?? {}));
        expect(found).toEqual([...pods.keys()].filter((position) => selects(demands, pods[position] ?? {})));
      }),
    );
  });

  test('finds all selectors that select a pod, in their order', () => {
    fc.assert(
      fc.property(fc.array(selector), labels, (selectors, pod) => {
        const index = new SelectorIndex<number>();
        for (const [position, demands] of selectors.entries()) index.add(demands, position);
        const found = index.candidates(pod).filter((position) => selects(selectors[position] ?? [], pod));
        expect(found).toEqual([...selectors.keys()].filter((position) => selects(selectors[position] ?? [], pod)));
      }),
    );
  });

  test('leaves out the many that share a label, where another one tells them apart', () => {
    const index = new SelectorIndex<string>();
    const demand = (key: string, value: string): Requirement => ({ key, operator: 'In', values: [value] });
    for (const name of ['api', 'web', 'db']) index.add([demand('namespace', 'shop'), demand('name', name)], name);
    expect(index.candidates({ namespace: 'shop', name: 'web' })).toEqual(['web']);
  });
});
