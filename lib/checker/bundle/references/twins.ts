import type { Manifest } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle } from '../bundle';
import { kinship } from './kinship';
import { isUnused } from './orphans';

/** True if an object has the form that is needed, false if not. Undefined if the form tells nothing. */
export type Fit = (name: string) => boolean | undefined;

/** The comparisons of names for one bundle. */
const MOST_COMPARED = 200_000;
const compared = once((_: Bundle) => ({ names: 0 }));

interface Candidate {
  readonly name: string;
  readonly maker?: Manifest;
}

/**
 * The other half of a mistake: of the objects of a kind, the one that nothing names, whose name is kindred to a missing name.
 * A name with one word of several in common is kindred enough if the object alone has the form that is needed.
 */
export function twinOf(
  bundle: Bundle,
  kind: string,
  name: string,
  candidates: readonly Candidate[],
  fits: Fit = () => undefined,
): string | undefined {
  const count = compared(bundle);
  count.names += candidates.length;
  if (count.names > MOST_COMPARED) return undefined;
  const kin = candidates.flatMap(({ name: other, maker }) => {
    const near = maker && kinship(name, other);
    const isNear = near !== undefined && (near === 'shared' ? fits(other) === true : fits(other) !== false);
    return isNear && isUnused(bundle, kind, other, maker) ? [{ other, near, maker }] : [];
  });
  const best = ['same', 'part', 'shared'].map((near) => kin.filter((each) => each.near === near));
  const found = best.find(({ length }) => length > 0) ?? [];
  const [only, ...others] = new Set(found.map(({ other }) => other));
  // Of the objects that an operator makes from one other, each is as good: the missing name is that of none.
  const isOfOne = found.every(
    ({ near, maker }) => near !== 'shared' && maker?.kind !== kind && maker === found[0]?.maker,
  );
  return others.length === 0 || isOfOne ? only : undefined;
}
