import { changes } from '../checker/manifest/changes';
import { identity, type Manifest } from '../checker/manifest/manifest';
import { differingFields, type FieldPath, swapped } from './differing-fields';

/** The manifests of an environment. */
export type Render<E> = (environment: E) => readonly Manifest[];

/** Whatever two environments render differently: `Deployment api-prod/api: spec.replicas`, or an object of one side. */
export type Difference = string;

/** What follows from the fields in which two environments differ. */
export interface Attribution {
  /** By field: what changes when one environment takes the value of the other in this field alone. */
  readonly byField: readonly (readonly [FieldPath, readonly Difference[]])[];
  /** What differs, and changes with no field alone. */
  readonly unexplained: readonly Difference[];
}

/**
 * Explains the difference of two environments, by rendering one of them with one field of the other after the other. The
 * other way round, too: an object of one side only is made of fields that the other side has not.
 */
export function attributed<E>(one: E, other: E, render: Render<E>): Attribution {
  const [before, after] = [render(one), render(other)];
  const byField = differingFields(one, other).map((path) => {
    const there = differences(before, render(swapped(one, other, path)));
    const back = differences(render(swapped(other, one, path)), after);
    return [path, [...new Set([...there, ...back])].sort()] as const;
  });
  const explained = new Set(byField.flatMap(([, all]) => all));
  return { byField, unexplained: differences(before, after).filter((each) => !explained.has(each)) };
}

/** The fields of objects that differ, without their values: a value may be that of a Secret. */
function differences(before: readonly Manifest[], after: readonly Manifest[]): Difference[] {
  const [were, are] = [byIdentity(before), byIdentity(after)];
  return [...new Set([...were.keys(), ...are.keys()])].flatMap((name) => {
    const [was, is] = [were.get(name), are.get(name)];
    if (!was || !is) return [`${name}: only in some`];
    return changes(was, is, '').map(({ path }) => `${name}: ${path.replace(/^\./, '')}`);
  });
}

const byIdentity = (manifests: readonly Manifest[]) => new Map(manifests.map((each) => [identity(each), each]));
