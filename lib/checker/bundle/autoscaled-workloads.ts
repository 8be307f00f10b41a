import type { Bundle } from './bundle';
import { get, type Manifest, namespaceOf, text } from '../manifest/manifest';

/** An autoscaler, and the workload of which it sets the replicas. */
export interface AutoscaledWorkload {
  readonly autoscaler: Manifest;
  readonly target: Manifest;
}

/** Every HorizontalPodAutoscaler whose target is in the bundle. */
export function autoscaledWorkloads(bundle: Bundle): AutoscaledWorkload[] {
  return bundle.ofKind('HorizontalPodAutoscaler').flatMap((autoscaler) => {
    const reference = get(autoscaler, 'spec', 'scaleTargetRef');
    const target = bundle.find(text(reference, 'kind') ?? '', namespaceOf(autoscaler), text(reference, 'name') ?? '');
    return target ? [{ autoscaler, target }] : [];
  });
}
