import { compared, human, rowsOf } from '../../lib/changes';
import type { Consequence } from '../../lib/changes/consequence';
import { parse } from '../checker/rules/judge';

/** What `npm run changes` prints of two texts, for one class. */
export function said({ id }: Consequence, before: string, after: string): string[] {
  const sides = [before, after].map((text) => new Map([['', parse(text)]]));
  const rows = rowsOf(compared(sides[0] ?? new Map(), sides[1] ?? new Map()));
  return rows.filter(({ consequence }) => consequence.id === id).map((row) => human([row]).join('\n'));
}

/** The same for a text with one part in place of another. */
export function saidOf(consequence: Consequence, before: string, part: string, other: string): string[] {
  if (!before.includes(part)) throw new Error(`expected a text with ${part}`);
  return said(consequence, before, before.replace(part, other));
}
