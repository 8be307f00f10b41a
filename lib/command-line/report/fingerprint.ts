import { createHash } from 'node:crypto';
import type { RuleFinding } from '../../checker/check';
import { identity } from '../../checker/manifest/manifest';

/** A name of a finding that stays the same when lines move: the rule, the object and the field. */
export function subjectOf({ rule, object, field }: RuleFinding): string {
  return `${rule}: ${identity(object)}: ${field}`;
}

/** The same in a few letters. */
export const fingerprint = (finding: RuleFinding): string =>
  createHash('sha256').update(subjectOf(finding)).digest('hex').slice(0, 16);
