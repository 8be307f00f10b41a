import type { Bundle } from './bundle/bundle';
import { wholeNamespaces } from './bundle/references/whole-namespaces';
import type { KnownObject } from './known-cluster';
import { named } from './manifest/manifest';
import type { Answer, Finding, Rule } from './rule';

/** A finding with the id of its rule. */
export interface RuleFinding extends Omit<Finding, 'answer'> {
  readonly rule: string;
  readonly answer: Answer;
}

/** Kinds that are seldom made apart from the pods of their namespace. */
const MADE_TOGETHER = new Set(['Deployment', 'Pod', 'Service', 'ServiceAccount', 'StatefulSet']);

/**
 * A finding with its weight. A thing outside of the manifests is `unknown` in a cluster with unknown objects, and no
 * finding if somebody confirmed the thing, with its keys.
 */
export function answered(finding: Finding, { id, answer }: Rule, bundle: Bundle): RuleFinding[] {
  const { assumed } = bundle.cluster;
  const own = { ...finding, rule: id, answer: finding.answer ?? answer };
  const { assumes } = finding;
  if (assumes === undefined || assumed === undefined) return [own];
  const confirmed = assumed.find((object) => isSame(object, assumes));
  if (confirmed === undefined) {
    const isTogether =
      !finding.inText && MADE_TOGETHER.has(assumes.kind) && wholeNamespaces(bundle).has(assumes.namespace);
    return [{ ...own, answer: isTogether ? 'risk' : 'unknown' }];
  }
  const missing = (assumes.keys ?? []).filter((key) => confirmed.keys?.includes(key) === false);
  if (missing.length === 0) return [];
  const thing = named(assumes.kind, assumes.namespace, assumes.name);
  const expected = `a key of ${thing} that verify.yaml lists (${confirmed.keys?.join(', ') || 'none'})`;
  return [{ ...own, expected, received: missing.map((key) => JSON.stringify(key)).join(', '), meant: undefined }];
}

const isSame = (one: KnownObject, other: KnownObject): boolean =>
  one.kind === other.kind && one.namespace === other.namespace && one.name === other.name;
