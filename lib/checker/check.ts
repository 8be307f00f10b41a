import type { Exception } from './suppression';
import { nearest, problem, Unquoted } from './problem';
import type { Bundle } from './bundle/bundle';
import { RULES } from './rules/index';
import { identity } from './manifest/manifest';
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
  const found = `${identity(object)}: ${field}: expected ${expected}, received ${received}`;
  return `${withHint(found, meant)} [${rule}]`;
}

/** An exception that is made, in one line: it is printed at each run. */
export function excuse({ rule, object, reason }: Exception): string {
  return `${object} is excused from ${rule}: ${reason}`;
}

/**
 * What is wrong with the exceptions that were asked for, in code or with `--accept`: each is from a rule there is, gives
 * a reason, and excuses something.
 */
export function mistakenExceptions({ violations, excused, idle }: Verdict, rules: readonly Rule[] = RULES): string[] {
  const ids = rules.map(({ id }) => id);
  const nothing = idle.map(({ rule, object }) => {
    const field = `exception from ${rule} for ${object}`;
    if (!ids.includes(rule)) return withHint(problem(field, 'a rule of docs/rules.md', rule), nearest(rule, ids));
    const found = violations
      .filter((violation) => violation.rule === rule)
      .map((violation) => identity(violation.object));
    const near = nearest(object, found);
    const none = problem(field, 'a finding that it excuses', new Unquoted('none'));
    return near === undefined ? `${none}: leave the exception out` : withHint(none, near);
  });
  const unreasoned = [...excused, ...idle].filter(({ reason }) => reason.trim() === '');
  return [
    ...nothing,
    ...unreasoned.map(({ rule, object, reason }) => {
      return problem(`exception from ${rule} for ${object}`, 'why it is right nevertheless', reason);
    }),
  ];
}

function withHint(text: string, meant: string | undefined): string {
  return meant === undefined ? text : `${text}; did you mean "${meant}"?`;
}
