import { type Manifest, namespaceOf, stringAt, valueAt } from '../manifest/manifest';
import type { Bundle } from './bundle';

/** An autoscaler, and the workload with the replicas. */
export interface AutoscaledWorkload {
  readonly autoscaler: Manifest;
  readonly target: Manifest;
}

/** Every HorizontalPodAutoscaler with its target, if the bundle has the target. */
export function autoscaledWorkloads(bundle: Bundle): AutoscaledWorkload[] {
  return bundle.ofKind('HorizontalPodAutoscaler').flatMap((autoscaler) => {
    const reference = valueAt(autoscaler, 'spec', 'scaleTargetRef');
    const target = bundle.find(
      stringAt(reference, 'kind') ?? '',
      namespaceOf(autoscaler),
      stringAt(reference, 'name') ?? '',
    );
    return target ? [{ autoscaler, target }] : [];
  });
}
