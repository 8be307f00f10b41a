import type { Rule } from '../checker/rule';
import { type Cause, causesOf } from './cause';
import type { Comparison } from './comparison';
import type { Effect } from './consequence';

/** The findings of rules for updates, as effects of the changes that the rules find. */
export function effectsOfRules(comparison: Comparison, rules: readonly Rule[]): Effect[] {
  return rules
    .flatMap((rule) => rule.check(comparison.after))
    .map(({ object, field, expected }) => {
      const isCause = (each: Cause) => each.field === field || comparison.gone.includes(object);
      const cause = causesOf(comparison, object).find(isCause) ?? { object, field, words: 'has changed' };
      return { object, says: `expected ${expected}`, causes: [cause] };
    });
}
