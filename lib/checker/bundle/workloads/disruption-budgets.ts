import { type Json, type Manifest, namespaceOf, valueAt } from '../../manifest/manifest';
import type { Bundle } from '../bundle';
import { selected } from './pod-selection';
import { scaledBy } from './rollouts';

/** The owners of a budget's pods. A budget without a selector has no pods. */
export function budgetOwners(bundle: Bundle, budget: Manifest): Manifest[] {
  const selector = valueAt(budget, 'spec', 'selector');
  if ((selector ?? null) === null) return [];
  return selected(bundle, namespaceOf(budget), selector).map(({ owner }) => scaledBy(bundle, owner));
}

/** A number of pods, or a percentage of the pods, rounded up as Kubernetes does. */
export function shareOf(value: Json, pods: number): number | undefined {
  if (typeof value === 'number') return value;
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return percent === undefined ? undefined : Math.ceil((Number(percent) * pods) / 100);
}
