import { numberAt, valueAt } from '../../manifest/manifest';
import { atMostOne, type Demand, forbids, holds, when } from '../demand';

const endless: Demand = forbids('template.spec.activeDeadlineSeconds');

/** A revision keeps the fields of a template. */
const revision: Demand = holds('data', 'an object', (value) => {
  const data = valueAt(value, 'data') ?? null;
  return typeof data === 'object' && data !== null && !Array.isArray(data);
});

export const WORKLOAD_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  ControllerRevision: [revision],
  DaemonSetSpec: [endless],
  DaemonSetUpdateStrategy: [
    when(
      'type',
      ['RollingUpdate', undefined],
      holds('rollingUpdate.maxSurge', '0, as maxUnavailable is not', (value) => {
        const isNone = (each: unknown) => /^0%?$/.test(String(each));
        const update = valueAt(value, 'rollingUpdate');
        return isNone(valueAt(update, 'maxSurge') ?? 0) || isNone(valueAt(update, 'maxUnavailable') ?? 1);
      }),
    ),
  ],
  DeploymentSpec: [
    endless,
    holds('progressDeadlineSeconds', 'more than minReadySeconds', (value) => {
      const [deadline, ready] = [
        numberAt(value, 'progressDeadlineSeconds') ?? 600,
        numberAt(value, 'minReadySeconds') ?? 0,
      ];
      return deadline > ready;
    }),
  ],
  DeploymentStrategy: [when('type', 'Recreate', forbids('rollingUpdate'))],
  PodDisruptionBudgetSpec: [atMostOne('minAvailable', 'maxUnavailable')],
  ReplicaSetSpec: [endless],
  ReplicationControllerSpec: [endless],
  RollingUpdateStatefulSetStrategy: [
    holds('maxUnavailable', 'more than 0', (value) => !/^0+%?$/.test(String(valueAt(value, 'maxUnavailable') ?? 1))),
  ],
  StatefulSetSpec: [endless],
  StatefulSetUpdateStrategy: [when('type', 'OnDelete', forbids('rollingUpdate'))],
};
