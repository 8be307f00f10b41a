import { type Manifest, namespaceOf, numberAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

const SCALED = new Set(['Deployment', 'ReplicaSet', 'Rollout', 'StatefulSet']);

/** A number of pods that goes out of a manifest, as it does when an autoscaler takes over, takes no pods along. */
export const replicasStay: Rule = {
  id: 'replicas-stay',
  answer: 'risk',
  why: 'a number of replicas that is gone from a manifest is 1 to the API server: all pods but one stop at once, until an autoscaler counts',
  example:
    'Deployment shop/api: spec.replicas: expected 10 as before: without it, kubectl apply leaves one pod until the autoscaler counts; accept this, and before you apply, run kubectl apply edit-last-applied deployment/api --namespace shop and delete the line with replicas, received nothing [replicas-stay]',
  check: (bundle) =>
    (bundle.previous ?? []).flatMap((previous) => {
      const before = SCALED.has(previous.kind) ? numberAt(previous, 'spec', 'replicas') : undefined;
      const object = bundle.find(previous.kind, namespaceOf(previous), previous.metadata.name);
      if (!object || before === undefined || before < 2) return [];
      if (numberAt(object, 'spec', 'replicas') !== undefined) return [];
      return [{ object, field: 'spec.replicas', expected: handover(object, before), received: quoted(undefined) }];
    }),
};

/** https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling */
function handover(object: Manifest, before: number): string {
  const command = `kubectl apply edit-last-applied ${object.kind.toLowerCase()}/${object.metadata.name} --namespace ${namespaceOf(object)}`;
  return `${before} as before: without it, kubectl apply leaves one pod until the autoscaler counts; accept this, and before you apply, run ${command} and delete the line with replicas`;
}
