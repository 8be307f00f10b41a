import type { Rule } from '../checker/rule';
import { causeOf, causeOfObject } from './cause';
import type { Comparison } from './comparison';
import type { Effect } from './consequence';

/** The findings of rules for updates, as effects of the changes that the rules find. */
export function effectsOfRules(comparison: Comparison, rules: readonly Rule[]): Effect[] {
  return rules
    .flatMap((rule) => rule.check(comparison.after))
    .map(({ object, field, expected }) => {
      const change = comparison.pair(object)?.changes.find(({ path }) => path === field);
      const words = { object, field, words: 'has changed' };
      const cause = comparison.gone.includes(object)
        ? causeOfObject(object, 'is gone')
        : change
          ? causeOf(comparison, object, change)
          : words;
      return { object, says: `expected ${expected}`, causes: [cause] };
    });
}
