import type { Bundle } from './bundle/bundle';
import { identity } from './manifest/manifest';
import { nearest, problem, Unquoted } from './problem';
import type { Rule } from './rule';
import { RULES } from './rules/index';
import type { Suppression } from './suppression';
import { type Verdict, verdictOf, withHint } from './verdict';

export { type RuleFinding, sentence, suppressionLine, type Verdict } from './verdict';

/** Checks the manifests of one environment against every rule. */
export function check(
  bundle: Bundle,
  suppressions: readonly Suppression[] = [],
  rules: readonly Rule[] = RULES,
): Verdict {
  return verdictOf(bundle, suppressions, rules);
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
