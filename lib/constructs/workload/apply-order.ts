import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** Puts the chart of one construct behind the chart of another in apply order, if they are not the same. */
export function applyAfter(later: IConstruct, earlier: IConstruct): void {
  const [last, first] = [Chart.of(later), Chart.of(earlier)];
  if (last !== first) last.addDependency(first);
}
