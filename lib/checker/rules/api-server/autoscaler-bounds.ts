import { atLeast } from '../../kubernetes/kubernetes-version';
import { listAt, numberAt, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** An autoscaler keeps at least one pod, or wakes by a metric from outside of the pods, and has room above its minimum. */
export const autoscalerBounds: Rule = {
  id: 'autoscaler-bounds',
  answer: 'broken',
  why: 'the API server rejects an autoscaler whose bounds cross, or that may leave no pod at all',
  example:
    'HorizontalPodAutoscaler default/api: spec.maxReplicas: expected at least minReplicas (3), received 2 [autoscaler-bounds]',
  check: (bundle) =>
    bundle.ofKind('HorizontalPodAutoscaler').flatMap((object): Finding[] => {
      const least = numberAt(object, 'spec', 'minReplicas') ?? 1;
      const most = numberAt(object, 'spec', 'maxReplicas');
      // HPAScaleToZero: a metric from outside of the pods is there without a pod.
      const sleeps =
        atLeast(bundle.cluster.kubernetes, '1.37') &&
        listAt(object, 'spec', 'metrics').some((metric) => /^(External|Object)$/.test(stringAt(metric, 'type') ?? ''));
      const lowest = sleeps ? 0 : 1;
      if (least < lowest)
        return [{ object, field: 'spec.minReplicas', expected: `at least ${lowest}`, received: quoted(least) }];
      if (most === undefined || most >= least) return [];
      const expected = `at least minReplicas (${least})`;
      return [{ object, field: 'spec.maxReplicas', expected, received: quoted(most) }];
    }),
};
