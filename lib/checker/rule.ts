import type { Bundle } from './bundle/bundle';
import type { Manifest } from './manifest/manifest';

/** One promise about the manifests of an environment. Its file has the name of its id. */
export interface Rule {
  readonly id: string;
  /** What goes wrong without it, in one sentence. */
  readonly why: string;
  /** A finding of it, word for word as it is printed. */
  readonly example: string;
  /** Everything that breaks the promise; nothing, if it holds. */
  check(bundle: Bundle): Finding[];
}

/** One place where a promise is broken. */
export interface Finding {
  readonly object: Manifest;
  /** Path of the field, items of lists by their name where they have one: `spec.template.spec.containers[api].image`. */
  readonly field: string;
  /** What would be right, or what to do. */
  readonly expected: string;
  /** What stands there: quoted by JSON if it is a string of the manifest, as it is if these are our words. */
  readonly received: string;
  /** A name that is near, if a name was mistyped. */
  readonly meant?: string | undefined;
}

/** A value of a manifest as `received`: strings quoted, structures in short. */
export function quoted(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = JSON.stringify(value);
  return json.length > 80 ? `${json.slice(0, 77)}...` : json;
}
