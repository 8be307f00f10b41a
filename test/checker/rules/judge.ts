import { parseAllDocuments } from 'yaml';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { type KnownCluster, UNKNOWN_CLUSTER } from '../../../lib/checker/known-cluster';
import type { Manifest } from '../../../lib/checker/manifest/manifest';
import type { Rule } from '../../../lib/checker/rule';
import { sentence, verdictOf } from '../../../lib/checker/verdict';

/** Manifests from YAML text, as a person writes them. */
export function parse(yaml: string): Manifest[] {
  return parseAllDocuments(yaml).map((document) => document.toJS());
}

/** What one rule says of manifests, in the sentences that people read. */
export function judge(rule: Rule, yaml: string, declared: Partial<KnownCluster> = {}, previous?: string): string[] {
  const bundle = new Bundle(
    parse(yaml),
    { ...UNKNOWN_CLUSTER, ...declared },
    previous === undefined ? undefined : parse(previous),
  );
  return verdictOf(bundle, [], [rule]).findings.map(sentence);
}

/** The weights of what one rule says of manifests of strangers. */
export function weights(rule: Rule, yaml: string): string[] {
  return verdictOf(new Bundle(parse(yaml)), [], [rule]).findings.map(({ answer }) => answer);
}

/** The same in a cluster where other things may exist. */
export function answers(rule: Rule, yaml: string): string[] {
  const bundle = new Bundle(parse(yaml), { ...UNKNOWN_CLUSTER, assumed: [] });
  return verdictOf(bundle, [], [rule]).findings.map(({ answer }) => answer);
}
