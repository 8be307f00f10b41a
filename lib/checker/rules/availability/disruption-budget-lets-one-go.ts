import { autoscaledWorkloads } from '../../bundle/workloads/autoscaled-workloads';
import { budgetOwners, shareOf } from '../../bundle/workloads/disruption-budgets';
import { identity, type Json, numberAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The kinds with a number of pods in the manifest. */
const COUNTED = ['Deployment', 'ReplicaSet', 'Rollout', 'StatefulSet'];

/** A disruption budget lets at least one pod go. */
export const disruptionBudgetLetsOneGo: Rule = {
  id: 'disruption-budget-lets-one-go',
  answer: 'risk',
  why: 'a budget that lets no pod go blocks every drain: nodes can be neither updated nor removed',
  example:
    'PodDisruptionBudget default/api: spec.minAvailable: expected below 2, the fewest pods of Deployment default/api, received 2 [disruption-budget-lets-one-go]',
  check: (bundle) => {
    const fewest = new Map(
      autoscaledWorkloads(bundle).map(({ autoscaler, target }) => [
        target,
        numberAt(autoscaler, 'spec', 'minReplicas') ?? 1,
      ]),
    );
    return bundle.ofKind('PodDisruptionBudget').flatMap((object): Finding[] => {
      const available = valueAt(object, 'spec', 'minAvailable') ?? undefined;
      const unavailable = valueAt(object, 'spec', 'maxUnavailable') ?? undefined;
      const finding = (field: string, expected: string, value: Json) => [
        { object, field: `spec.${field}`, expected, received: quoted(value) },
      ];
      if (available !== undefined && unavailable !== undefined) {
        return finding('maxUnavailable', 'nothing beside minAvailable', unavailable);
      }
      if (unavailable !== undefined) {
        return shareOf(unavailable, 100) === 0 ? finding('maxUnavailable', 'at least 1', unavailable) : [];
      }
      const owners = budgetOwners(bundle, object);
      if (available === undefined || owners.length === 0 || !owners.every(({ kind }) => COUNTED.includes(kind)))
        return [];
      const pods = owners.reduce(
        (sum, owner) => sum + (fewest.get(owner) ?? numberAt(owner, 'spec', 'replicas') ?? 1),
        0,
      );
      if ((shareOf(available, pods) ?? 0) < pods) return [];
      return finding('minAvailable', `below ${pods}, the fewest pods of ${inShort(owners.map(identity))}`, available);
    });
  },
};

/** A few names stand for many. */
const inShort = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
