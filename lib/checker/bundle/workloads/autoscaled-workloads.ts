import { type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle } from '../bundle';

/** An autoscaler, and the workload with the replicas. */
export interface AutoscaledWorkload {
  readonly autoscaler: Manifest;
  readonly target: Manifest;
}

/** Every HorizontalPodAutoscaler with its target, if the bundle has the target. */
export const autoscaledWorkloads = once((bundle: Bundle): readonly AutoscaledWorkload[] =>
  bundle.ofKind('HorizontalPodAutoscaler').flatMap((autoscaler) => {
    const reference = valueAt(autoscaler, 'spec', 'scaleTargetRef');
    const target = bundle.find(
      stringAt(reference, 'kind') ?? '',
      namespaceOf(autoscaler),
      stringAt(reference, 'name') ?? '',
    );
    return target ? [{ autoscaler, target }] : [];
  }),
);

/** The first autoscaler of a workload. */
export function autoscalerOf(bundle: Bundle, workload: Manifest): Manifest | undefined {
  return byTarget(bundle).get(workload);
}

const byTarget = once(
  (bundle: Bundle) => new Map(autoscaledWorkloads(bundle).map(({ autoscaler, target }) => [target, autoscaler])),
);
