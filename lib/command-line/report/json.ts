import { identity } from '../../checker/manifest/manifest';
import { fingerprint } from './fingerprint';
import type { Located, Report } from './report';

/** A report for programs: every part in a field of its own. */
export function jsonLines({ findings, unknown, unreadable, others, notes }: Report): string[] {
  return [JSON.stringify({ findings: findings.map(asJson), unknown, unreadable, others, notes }, undefined, 2)];
}

function asJson({ file, line, finding }: Located) {
  const { rule, answer, object, field, expected, received, meant } = finding;
  return {
    file,
    line: line(),
    object: identity(object),
    field,
    rule,
    answer,
    expected,
    received,
    ...(meant !== undefined && { meant }),
    fingerprint: fingerprint(finding),
  };
}
