import { type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle } from '../bundle';

/**
 * The Rollouts of Argo with a Deployment in place of a pod template, by the Deployment. The Deployment itself has no pods.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/migrating/#reference-deployment-from-rollout
 */
const rollouts = once((bundle: Bundle): ReadonlyMap<Manifest, Manifest> => {
  const found = new Map<Manifest, Manifest>();
  for (const rollout of bundle.ofKind('Rollout')) {
    const deployment = deploymentOf(bundle, rollout);
    if (deployment) found.set(deployment, rollout);
  }
  return found;
});

/** The workload with the number of an owner's pods: the Rollout that runs the pods of a Deployment, or else the owner. */
export function scaledBy(bundle: Bundle, owner: Manifest): Manifest {
  return rollouts(bundle).get(owner) ?? owner;
}

/** The object with the pod template of a workload: the Deployment that a Rollout names, or else the workload. */
export function templateOwner(bundle: Bundle, workload: Manifest): Manifest {
  return (workload.kind === 'Rollout' ? deploymentOf(bundle, workload) : undefined) ?? workload;
}

function deploymentOf(bundle: Bundle, rollout: Manifest): Manifest | undefined {
  const name = stringAt(rollout, 'spec', 'workloadRef', 'name') ?? '';
  return bundle.find(stringAt(rollout, 'spec', 'workloadRef', 'kind') ?? '', namespaceOf(rollout), name);
}
