import { atLeast } from '../../kubernetes/kubernetes-version';
import { listAt, type Manifest, numberAt, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** An autoscaler keeps at least one pod, or wakes by a metric from outside of the pods, and has room above its minimum. */
export const autoscalerBounds: Rule = {
  id: 'autoscaler-bounds',
  answer: 'broken',
  why: 'the API server rejects an autoscaler whose bounds cross, or that may leave no pod at all',
  example:
    'HorizontalPodAutoscaler default/api: spec.maxReplicas: expected at least minReplicas (3), received 2 [autoscaler-bounds]',
  check: (bundle) => [
    ...bundle.ofKind('ScaledObject').flatMap(scaled),
    ...bundle.ofKind('HorizontalPodAutoscaler').flatMap((object): Finding[] => {
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
  ],
};

/** KEDA makes an autoscaler with these bounds: https://keda.sh/docs/latest/reference/scaledobject-spec/ */
function scaled(object: Manifest): Finding[] {
  const least = numberAt(object, 'spec', 'minReplicaCount') ?? 0;
  const most = numberAt(object, 'spec', 'maxReplicaCount') ?? 100;
  const idle = numberAt(object, 'spec', 'idleReplicaCount');
  if (idle !== undefined && idle >= least) {
    const expected = `below minReplicaCount (${least})`;
    return [{ object, field: 'spec.idleReplicaCount', expected, received: quoted(idle) }];
  }
  if (most >= least) return [];
  const [field, expected] =
    numberAt(object, 'spec', 'maxReplicaCount') === undefined
      ? ['spec.minReplicaCount', 'at most 100, the default of maxReplicaCount']
      : ['spec.maxReplicaCount', `at least minReplicaCount (${least})`];
  return [{ object, field, expected, received: quoted(field.endsWith('maxReplicaCount') ? most : least) }];
}
