import { scaledBy } from '../../bundle/rollouts';
import { numberAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A workload runs at least one pod. */
export const positiveReplicas: Rule = {
  id: 'positive-replicas',
  answer: 'risk',
  why: 'with 0 replicas everything is there but the service, and a disabled autoscaler never brings it back',
  example: 'Deployment default/api: spec.replicas: expected at least 1, received 0 [positive-replicas]',
  check: (bundle) =>
    ['Deployment', 'Rollout', 'StatefulSet'].flatMap((kind) =>
      bundle.ofKind(kind).flatMap((object): Finding[] => {
        const replicas = numberAt(object, 'spec', 'replicas') ?? 1;
        if (replicas >= 1 || scaledBy(bundle, object) !== object) return [];
        return [{ object, field: 'spec.replicas', expected: 'at least 1', received: quoted(replicas) }];
      }),
    ),
};
