import { type Manifest, namespaceOf, stringAt, valueAt } from '../manifest/manifest';
import type { Bundle } from './bundle';

/** An autoscaler, and the workload of which it sets the replicas. */
export interface AutoscaledWorkload {
  readonly autoscaler: Manifest;
  readonly target: Manifest;
}

/** Every HorizontalPodAutoscaler whose target is in the bundle. */
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
