import type { Bundle } from '../../bundle/bundle';
import { isEmpty, selected } from '../../bundle/pod-selection';
import { templateOwner } from '../../bundle/rollouts';
import { identity, type Manifest, namespaceOf, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

const WORKLOADS = ['Deployment', 'ReplicaSet', 'Rollout', 'StatefulSet', 'DaemonSet'];

/** No two workloads, and no two disruption budgets, select the same pods. */
export const separateSelectors: Rule = {
  id: 'separate-selectors',
  answer: 'broken',
  why: 'two Deployments on the same pods delete the pods of each other, and pods of two budgets are never evicted: a node cannot be drained',
  example:
    'Deployment default/worker: spec.selector: expected pods of its own, received a selector that takes the pods of Deployment default/api too [separate-selectors]',
  check: (bundle) => [
    ...WORKLOADS.flatMap((kind) => bundle.ofKind(kind)).flatMap((object) => othersTaken(bundle, object)),
    ...budgets(bundle),
  ],
};

function othersTaken(bundle: Bundle, object: Manifest): Finding[] {
  const selector = valueAt(object, 'spec', 'selector');
  if (isEmpty(selector)) return [];
  const others = selected(bundle, namespaceOf(object), selector).filter(({ owner }) => {
    return (
      templateOwner(bundle, object) !== owner && WORKLOADS.includes(owner.kind) && identity(owner) !== identity(object)
    );
  });
  return others.slice(0, 1).map(({ owner }) => ({
    object,
    field: 'spec.selector',
    expected: 'pods of its own',
    received: `a selector that takes the pods of ${identity(owner)} too`,
  }));
}

function budgets(bundle: Bundle): Finding[] {
  const taken = new Map<Manifest, Manifest>();
  return bundle.ofKind('PodDisruptionBudget').flatMap((object): Finding[] => {
    const owners = selected(bundle, namespaceOf(object), valueAt(object, 'spec', 'selector')).map(({ owner }) => owner);
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
