import { autoscaledWorkloads } from '../../bundle/workloads/autoscaled-workloads';
import { identity, numberAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** An autoscaled workload has no number of replicas. */
export const autoscalerOwnsReplicas: Rule = {
  id: 'autoscaler-owns-replicas',
  answer: 'opinion',
  why: "each time the manifest is applied, its number undoes the autoscaler's: pods that carry load are stopped",
  example:
    'Deployment default/api: spec.replicas: expected nothing: HorizontalPodAutoscaler default/api sets it, received 2 [autoscaler-owns-replicas]',
  check: (bundle) =>
    autoscaledWorkloads(bundle).flatMap(({ autoscaler, target }): Finding[] => {
      const replicas = valueAt(target, 'spec', 'replicas') ?? undefined;
      if (replicas === undefined) return [];
      const expected = `nothing: ${identity(autoscaler)} sets it`;
      // Within the bounds, the autoscaler repairs the number after a while.
      const [least, most] = [
        numberAt(autoscaler, 'spec', 'minReplicas') ?? 1,
        numberAt(autoscaler, 'spec', 'maxReplicas'),
      ];
      const outside = typeof replicas === 'number' && (replicas < least || replicas > (most ?? replicas));
      const answer = outside ? 'risk' : undefined;
      return [{ answer, object: target, field: 'spec.replicas', expected, received: quoted(replicas) }];
    }),
};
