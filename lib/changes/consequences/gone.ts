import { secretsMadeOf } from '../../checker/bundle/made-secrets';
import { identity, type Manifest, namespaceOf } from '../../checker/manifest/manifest';
import { causeOfObject } from '../cause';
import type { Comparison } from '../comparison';
import type { Consequence } from '../consequence';

/** The data that an object takes along, by kind. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  Cluster: 'once nobody needs its data: its disks go with it',
  Namespace: 'once nobody needs what it holds: all of it goes with it',
  PersistentVolumeClaim: 'once nobody needs its data',
};

/** Kinds that take a Secret along. Pods may still need the Secret. */
const OWNERS = new Set(['ExternalSecret', 'SealedSecret']);

/** Objects that are no longer rendered. */
export const gone: Consequence = {
  id: 'gone',
  why: 'kubectl apply deletes nothing: an autoscaler that is gone from the manifests goes on scaling until somebody deletes it',
  example:
    'gone: HorizontalPodAutoscaler shop/api: kubectl delete horizontalpodautoscaler api --namespace shop, or your GitOps tool prunes it',
  effects: (comparison) =>
    comparison.gone
      // A namespace that is gone takes its objects along.
      .filter((manifest) => !comparison.goneNamespaces.has(namespaceOf(manifest)))
      .map((object) => ({
        object,
        says: `${successor(comparison, object)}${command(comparison, object)}, or your GitOps tool prunes it`,
        causes: [causeOfObject(object, 'is gone')],
      })),
};

function successor({ renamed }: Comparison, manifest: Manifest): string {
  const after = renamed.get(manifest);
  if (after === undefined) return '';
  return `${identity(after)} says the same under another name: Kubernetes creates it, and keeps the old one until `;
}

function command(comparison: Comparison, manifest: Manifest): string {
  const { kind, metadata } = manifest;
  const namespace = namespaceOf(manifest);
  const deletion = `kubectl delete ${resource(manifest)} ${metadata.name}${namespace === '' ? '' : ` --namespace ${namespace}`}`;
  const made = OWNERS.has(kind) ? secretsMadeOf(manifest) : [];
  const makes = made.some((secret) => comparison.isNeededSecret(secret.namespace, secret.name));
  const consequence = makes ? 'before you apply: its Secret goes with it (docs/secrets)' : CONSEQUENCES[kind];
  return consequence === undefined ? deletion : `${deletion}, ${consequence}`;
}

/** The kind for kubectl. A custom resource carries its group: other groups may have a Cluster, too. */
function resource({ apiVersion, kind }: Manifest): string {
  const [group = ''] = apiVersion.includes('/') ? apiVersion.split('/') : [];
  const custom = group.includes('.') && !group.endsWith('.k8s.io');
  return custom ? `${kind.toLowerCase()}.${group}` : kind.toLowerCase();
}
