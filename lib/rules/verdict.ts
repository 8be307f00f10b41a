import type { Exception } from '../primitives/exception';
import type { Bundle } from './bundle';
import { RULES } from './index';
import { identity } from './manifest';
import type { Finding, Rule } from './rule';

/** A finding with the rule that made it. */
export interface Violation extends Finding {
  readonly rule: string;
}

export interface Verdict {
  readonly violations: readonly Violation[];
  /** The exceptions that excused something. */
  readonly excused: readonly Exception[];
  /** The exceptions that excused nothing: they are out of date, and a promise goes unchecked the day they match. */
  readonly idle: readonly Exception[];
}

/** Holds the manifests of one environment to every rule. */
export function check(bundle: Bundle, exceptions: readonly Exception[] = [], rules: readonly Rule[] = RULES): Verdict {
  const used = new Set<Exception>();
  const violations: Violation[] = [];
  for (const rule of rules) {
    for (const finding of rule.check(bundle)) {
      const excuse = exceptions.find((e) => e.rule === rule.id && e.object === identity(finding.object));
      if (excuse) used.add(excuse);
      else violations.push({ ...finding, rule: rule.id });
    }
  }
  return {
    violations,
    excused: exceptions.filter((exception) => used.has(exception)),
    idle: exceptions.filter((exception) => !used.has(exception)),
  };
}

/** A violation in one line: object, field, what was expected, what was received, the rule. */
export function sentence({ object, field, expected, received, meant, rule }: Violation): string {
  const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
  return `${identity(object)}: ${field}: expected ${expected}, received ${received}${hint} [${rule}]`;
}

/** An exception that is made, in one line: it is printed at each run. */
export function excuse({ rule, object, reason }: Exception): string {
  return `${object} is excused from ${rule}: ${reason}`;
}

/** What is wrong with an exception that excuses nothing. */
export function idleSentence({ rule, object }: Exception): string {
  return `exceptions: expected a finding of ${rule} about ${object}, received none: remove the exception`;
}
