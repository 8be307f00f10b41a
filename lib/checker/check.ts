import type { Bundle } from './bundle/bundle';
import { identity } from './manifest/manifest';
import { nearest, problem, Unquoted } from './problem';
import type { Finding, Rule } from './rule';
import { RULES } from './rules/index';
import type { Suppression } from './suppression';

/** A finding with the id of its rule. */
export interface RuleFinding extends Finding {
  readonly rule: string;
}

/** The result of all rules for one environment. */
export interface Verdict {
  readonly findings: readonly RuleFinding[];
  /** Suppressions with a finding. */
  readonly used: readonly Suppression[];
  /** Suppressions without a finding. An unused suppression hides the next real finding of its rule. */
  readonly unused: readonly Suppression[];
}

/** Checks the manifests of one environment against every rule. */
export function check(
  bundle: Bundle,
  suppressions: readonly Suppression[] = [],
  rules: readonly Rule[] = RULES,
): Verdict {
  const used = new Set<Suppression>();
  const findings: RuleFinding[] = [];
  for (const rule of rules) {
    for (const finding of rule.check(bundle)) {
      const match = suppressions.find((each) => each.rule === rule.id && each.object === identity(finding.object));
      if (match) used.add(match);
      else findings.push({ ...finding, rule: rule.id });
    }
  }
  return {
    findings,
    used: suppressions.filter((suppression) => used.has(suppression)),
    unused: suppressions.filter((suppression) => !used.has(suppression)),
  };
}

/** A finding in one line: object, field, expected, received, rule. */
export function sentence({ object, field, expected, received, meant, rule }: RuleFinding): string {
  const found = `${identity(object)}: ${field}: expected ${expected}, received ${received}`;
  return `${withHint(found, meant)} [${rule}]`;
}

/** A used suppression in one line. Each run prints the line. */
export function suppressionLine({ rule, object, reason }: Suppression): string {
  return `suppressed: ${object} [${rule}]: ${reason}`;
}

/** The mistakes in suppressions of code or of `--accept`: an unknown rule, a missing reason, no finding to suppress. */
export function suppressionProblems({ findings, used, unused }: Verdict, rules: readonly Rule[] = RULES): string[] {
  const ids = rules.map(({ id }) => id);
  const useless = unused.map(({ rule, object }) => {
    const field = `suppression of ${rule} for ${object}`;
    if (!ids.includes(rule)) return withHint(problem(field, 'a rule of docs/rules.md', rule), nearest(rule, ids));
    const objects = findings.filter((finding) => finding.rule === rule).map(({ object: found }) => identity(found));
    const near = nearest(object, objects);
    const none = problem(field, 'a finding to suppress', new Unquoted('none'));
    return near === undefined ? `${none}: remove the suppression` : withHint(none, near);
  });
  const withoutReason = [...used, ...unused].filter(({ reason }) => reason.trim() === '');
  return [
    ...useless,
    ...withoutReason.map(({ rule, object, reason }) => {
      return problem(`suppression of ${rule} for ${object}`, 'a reason', reason);
    }),
  ];
}

function withHint(text: string, meant: string | undefined): string {
  return meant === undefined ? text : `${text}; did you mean "${meant}"?`;
}
