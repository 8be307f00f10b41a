import { autoscalerOf } from '../../bundle/workloads/autoscaled-workloads';
import { numberAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A rolling update leaves a pod. */
export const updateKeepsPods: Rule = {
  id: 'update-keeps-pods',
  answer: 'risk',
  why: 'a rolling update that may take all pods away at once is an outage at each release',
  example:
    'Deployment default/api: spec.strategy.rollingUpdate.maxUnavailable: expected below 3, the number of replicas, received "100%" [update-keeps-pods]',
  check: (bundle) =>
    bundle.ofKind('Deployment').flatMap((object): Finding[] => {
      const unavailable = valueAt(object, 'spec', 'strategy', 'rollingUpdate', 'maxUnavailable');
      if (unavailable === undefined) return [];
      const scaled = autoscalerOf(bundle, object);
      const replicas = numberAt(object, 'spec', 'replicas') ?? numberAt(scaled, 'spec', 'minReplicas') ?? 1;
      const taken =
        typeof unavailable === 'string' ? Math.floor((replicas * Number.parseInt(unavailable, 10)) / 100) : unavailable;
      if (replicas < 2 || typeof taken !== 'number' || taken < replicas) return [];
      return [
        {
          object,
          field: 'spec.strategy.rollingUpdate.maxUnavailable',
          expected: `below ${replicas}, the number of replicas`,
          received: quoted(unavailable),
        },
      ];
    }),
};
