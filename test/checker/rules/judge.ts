import { loadAll } from 'js-yaml';
import { Bundle, type Declared, NOTHING_DECLARED } from '../../../lib/checker/bundle/bundle';
import type { Manifest } from '../../../lib/checker/manifest/manifest';
import type { Rule } from '../../../lib/checker/rule';
import { check, sentence } from '../../../lib/checker/check';

/** Manifests from YAML text, as a person writes them. */
export function parse(yaml: string): Manifest[] {
  return loadAll(yaml) as Manifest[];
}

/** What one rule says of manifests, in the sentences that people read. */
export function judge(rule: Rule, yaml: string, declared: Partial<Declared> = {}, previous?: string): string[] {
  const bundle = new Bundle(
    parse(yaml),
    { ...NOTHING_DECLARED, ...declared },
    previous === undefined ? undefined : parse(previous),
  );
  return check(bundle, [], [rule]).violations.map(sentence);
}
