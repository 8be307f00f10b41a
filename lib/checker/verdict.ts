import { answered, type RuleFinding } from './answered';
import { Bundle } from './bundle/bundle';
import { mentions } from './bundle/mentions';
import { identity, type Manifest } from './manifest/manifest';
import { problem, Unquoted } from './problem';
import type { Finding, Rule } from './rule';
import type { Suppression } from './suppression';

export type { RuleFinding } from './answered';

/** The result of all rules for one environment. */
export interface Verdict {
  readonly findings: readonly RuleFinding[];
  /** Suppressions with a finding. */
  readonly used: readonly Suppression[];
  /** Suppressions without a finding. An unused suppression hides the next real finding of its rule. */
  readonly unused: readonly Suppression[];
  /** The rules that stopped at an object, a sentence for each. Every other object was judged. */
  readonly stopped: readonly string[];
}

/** Checks the manifests of one environment against some rules. */
export function verdictOf(bundle: Bundle, suppressions: readonly Suppression[], rules: readonly Rule[]): Verdict {
  const bySubject = new Map(suppressions.map((each) => [`${each.rule} ${each.object}`, each]));
  const used = new Set<Suppression>();
  const findings: RuleFinding[] = [];
  const stopped: string[] = [];
  for (const rule of rules) {
    if (rule.about && !mentions(bundle, rule.about)) continue;
    for (const finding of findingsOf(rule, bundle, stopped)) {
      const match = bySubject.size > 0 ? bySubject.get(`${rule.id} ${identity(finding.object)}`) : undefined;
      if (match) used.add(match);
      else findings.push(...answered(finding, rule, bundle));
    }
  }
  return {
    findings,
    used: suppressions.filter((suppression) => used.has(suppression)),
    unused: suppressions.filter((suppression) => !used.has(suppression)),
    stopped,
  };
}

/** More objects than these show that the rule is wrong, not the objects. */
const MOST_STOPPED = 5;

/** The findings of a rule. An object that stops the rule is named, and the rule judges the others. */
function findingsOf(rule: Rule, bundle: Bundle, stopped: string[]): readonly Finding[] {
  let rest = bundle;
  for (let left = MOST_STOPPED; ; left--) {
    try {
      return rule.check(rest);
    } catch (error) {
      const culprit = left > 0 ? firstToStop(rule, rest) : undefined;
      const of = culprit ? ` of ${identity(culprit)}` : '';
      stopped.push(
        problem(`${rule.id}${of}`, 'an object that the rule can judge', new Unquoted(String(error).slice(0, 200))),
      );
      if (!culprit) return [];
      rest = new Bundle(
        rest.manifests.filter((manifest) => manifest !== culprit),
        bundle.cluster,
        bundle.previous,
      );
    }
  }
}

/** The object that stops a rule, found by running the rule on ever fewer of the first objects. */
function firstToStop(rule: Rule, { manifests, cluster, previous }: Bundle): Manifest | undefined {
  let [low, high] = [0, manifests.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    try {
      rule.check(new Bundle(manifests.slice(0, middle), cluster, previous));
      low = middle + 1;
    } catch {
      high = middle;
    }
  }
  return manifests[low - 1];
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

export function withHint(text: string, meant: string | undefined): string {
  return meant === undefined ? text : `${text}; did you mean "${meant}"?`;
}
