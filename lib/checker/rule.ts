import type { Bundle } from './bundle/bundle';
import type { KnownObject } from './known-cluster';
import type { Manifest } from './manifest/manifest';

/**
 * The weight of a finding. `broken`: the API server rejects the object, or the object cannot work. `risk`: the object
 * works until something happens. `opinion`: the object works, and is against a rule of thumb, which the program asks of
 * its own manifests, and of others on demand. `unknown`: the object names a thing that no manifest makes, and that may
 * exist.
 */
export type Answer = Weight | 'unknown';

/** The weights that a rule gives. */
export type Weight = 'broken' | 'risk' | 'opinion';

/** A promise about the manifests of an environment. The file of a rule is named after its id. */
export interface Rule {
  readonly id: string;
  /** The weight of a finding, unless the finding has a weight of its own. */
  readonly answer: Weight;
  /** The damage without the rule, in one sentence. */
  readonly why: string;
  /** A finding of the rule as printed. */
  readonly example: string;
  /**
   * Words of fields and texts, such as `startupProbe`: manifests without any of them have no finding, and the rule is not
   * asked. @default the rule is always asked
   */
  readonly about?: readonly string[];
  /** All findings of the rule in a bundle. */
  check(bundle: Bundle): Finding[];
}

/** A place that breaks a promise. */
export interface Finding {
  readonly object: Manifest;
  /** Path of the field. List items go by name if they have a name: `spec.template.spec.containers[api].image`. */
  readonly field: string;
  /** The right value, or the remedy. */
  readonly expected: string;
  /** The value of the field: JSON for a string of the manifest, plain for a description. */
  readonly received: string;
  /** A near name, if a name was mistyped. */
  readonly meant?: string | undefined;
  /** The weight, if it is not the weight of the rule. */
  readonly answer?: Weight | undefined;
  /** The thing that may exist outside of the manifests. In a cluster with unknown objects, the finding is `unknown`. */
  readonly assumes?: KnownObject | undefined;
  /** True if a text names the thing, which then may well be made elsewhere. @default a field of Kubernetes names the thing */
  readonly inText?: true | undefined;
}

/** A value of a manifest as `received`: strings quoted, structures in short. */
export function quoted(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = JSON.stringify(value);
  return json.length > 80 ? `${json.slice(0, 77)}...` : json;
}
