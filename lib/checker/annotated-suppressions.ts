import { entriesAt, identity, type Manifest } from './manifest/manifest';
import { problem } from './problem';
import type { Suppression } from './suppression';

/** The annotations that suppress a rule at their object: `verify/ignore.<rule>: reason (until 2027-03-01)`. */
const PREFIX = 'verify/ignore.';
const UNTIL = /\(until (\d{4}-\d{2}-\d{2})\)\s*$/;

/** The suppressions in the annotations of manifests, and a sentence for each that does not hold. */
export function annotatedSuppressions(
  manifests: readonly Manifest[],
  /** The day of the run, such as "2027-03-01". */
  today: string,
): { readonly suppressions: readonly Suppression[]; readonly problems: readonly string[] } {
  const suppressions: Suppression[] = [];
  const problems: string[] = [];
  for (const manifest of manifests) {
    for (const [key, value] of entriesAt(manifest, 'metadata', 'annotations')) {
      if (!key.startsWith(PREFIX)) continue;
      const reason = typeof value === 'string' ? value.trim() : '';
      const field = `${identity(manifest)}: metadata.annotations[${key}]`;
      const until = UNTIL.exec(reason)?.[1];
      if (reason.replace(UNTIL, '').trim() === '') problems.push(problem(field, 'a reason', reason));
      else if (until !== undefined && until < today) problems.push(problem(field, `a day from ${today} on`, until));
      else suppressions.push({ rule: key.slice(PREFIX.length), object: identity(manifest), reason });
    }
  }
  return { suppressions, problems };
}
