import type { Bundle } from '../../bundle/bundle';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { scaledBy, templateOwner } from '../../bundle/workloads/rollouts';
import { type Manifest, numberAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { type Finding, quoted, type Rule } from '../../rule';

/** A workload runs at least one pod. */
export const positiveReplicas: Rule = {
  id: 'positive-replicas',
  answer: 'opinion',
  why: 'with 0 replicas everything is there but the service, and a disabled autoscaler never brings it back',
  example: 'Deployment default/api: spec.replicas: expected at least 1, received 0 [positive-replicas]',
  check: (bundle) =>
    ['Deployment', 'Rollout', 'StatefulSet'].flatMap((kind) =>
      bundle.ofKind(kind).flatMap((object): Finding[] => {
        const replicas = numberAt(object, 'spec', 'replicas') ?? 1;
        if (replicas >= 1 || scaledBy(bundle, object) !== object) return [];
        const answer = isServed(bundle, object) ? 'risk' : undefined;
        return [{ answer, object, field: 'spec.replicas', expected: 'at least 1', received: quoted(replicas) }];
      }),
    ),
};

/** True if a Service leads to the pods of the workload alone, and nothing else sets the number of replicas. */
function isServed(bundle: Bundle, workload: Manifest): boolean {
  const isScaled = bundle
    .ofKind('ScaledObject')
    .some((each) => JSON.stringify(each.spec).includes(`"${workload.metadata.name}"`));
  return !isScaled && served(bundle).has(templateOwner(bundle, workload));
}

/** The workloads with a Service of their own. */
const served = once((bundle: Bundle): ReadonlySet<Manifest> => {
  const owners = bundle.ofKind('Service').flatMap((service) => {
    const [owner, ...others] = new Set(podsBehind(bundle, service).map((template) => template.owner));
    return owner !== undefined && others.length === 0 ? owner : [];
  });
  return new Set(owners);
});
