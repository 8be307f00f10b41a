import type { Change } from '../checker/manifest/changes';
import { causeOf } from './cause';
import type { Comparison, Pair } from './comparison';
import type { Effect } from './consequence';

/** A field whose change has an effect on the object, whatever else changes. */
export interface FieldEffect {
  readonly field: RegExp;
  /** @default every change of the field */
  readonly when?: (change: Change) => boolean;
  readonly says: string;
}

/** The effects of changed fields, one for each object and each line of a table. */
export function effectsOfFields(
  comparison: Comparison,
  table: readonly FieldEffect[],
  pairs: readonly Pair[] = comparison.changed,
): Effect[] {
  return pairs.flatMap(({ after, changes }) =>
    table.flatMap(({ field, when = () => true, says }) => {
      const causes = changes.filter((change) => field.test(change.path) && when(change));
      return causes.length === 0
        ? []
        : [{ object: after, says, causes: causes.map((change) => causeOf(comparison, after, change)) }];
    }),
  );
}
