import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { autoscalerOf } from '../../bundle/workloads/autoscaled-workloads';
import { isEmpty, podsBehind, selected } from '../../bundle/workloads/pod-selection';
import { templateOwner } from '../../bundle/workloads/rollouts';
import { identity, type Manifest, namespaceOf, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

const WORKLOADS = ['Deployment', 'ReplicaSet', 'Rollout', 'StatefulSet', 'DaemonSet'];

/** No two workloads, and no two disruption budgets, select the same pods. */
export const separateSelectors: Rule = {
  id: 'separate-selectors',
  answer: 'broken',
  why: 'pods of two budgets are never evicted, and a Service, a budget or an autoscaler of one workload takes the pods of the other too',
  example:
    'Deployment default/worker: spec.selector: expected pods of its own, received a selector that takes the pods of Deployment default/api too [separate-selectors]',
  check: (bundle) => [
    ...WORKLOADS.flatMap((kind) => bundle.ofKind(kind)).flatMap((object) => othersTaken(bundle, object)),
    ...budgets(bundle),
  ],
};

function othersTaken(bundle: Bundle, object: Manifest): Finding[] {
  if (isEmpty(valueAt(object, 'spec', 'selector'))) return [];
  const others = selectedBy(bundle, object).filter(({ owner }) => {
    return (
      templateOwner(bundle, object) !== owner && WORKLOADS.includes(owner.kind) && identity(owner) !== identity(object)
    );
  });
  return others.slice(0, 1).map(({ owner }) => ({
    // Each controller keeps to the pods that it has made. Objects that select pods by labels alone take both.
    answer: areTakenTogether(bundle, object, owner) ? 'risk' : 'opinion',
    object,
    field: 'spec.selector',
    expected: 'pods of its own',
    received: `a selector that takes the pods of ${identity(owner)} too`,
  }));
}

/** True if an autoscaler of one workload, a Service or a budget takes the pods of both. */
function areTakenTogether(bundle: Bundle, object: Manifest, other: Manifest): boolean {
  const own = templateOwner(bundle, object);
  return (
    autoscalerOf(bundle, object) !== undefined ||
    ['Service', 'PodDisruptionBudget']
      .flatMap((kind) => bundle.ofKind(kind))
      .some((taker) => {
        const taken = new Set(
          taker.kind === 'Service' ? podsBehind(bundle, taker).map(ownerOf) : selectedBy(bundle, taker).map(ownerOf),
        );
        return taken.has(own) && taken.has(other);
      })
  );
}

const ownerOf = ({ owner }: PodTemplate): Manifest => owner;

const selectedBy = (bundle: Bundle, object: Manifest): PodTemplate[] =>
  selected(bundle, namespaceOf(object), valueAt(object, 'spec', 'selector'));

function budgets(bundle: Bundle): Finding[] {
  const taken = new Map<Manifest, Manifest>();
  return bundle.ofKind('PodDisruptionBudget').flatMap((object): Finding[] => {
    const owners = selectedBy(bundle, object).map(ownerOf);
    const owner = owners.find((each) => {
      const first = taken.get(each);
      return first !== undefined && identity(first) !== identity(object);
    });
    for (const each of owners) taken.set(each, taken.get(each) ?? object);
    const first = owner && taken.get(owner);
    if (!owner || !first) return [];
    const received = `the pods of ${identity(owner)}, which ${first.metadata.name} selects too`;
    return [{ object, field: 'spec.selector', expected: 'pods that no other budget selects', received }];
  });
}
