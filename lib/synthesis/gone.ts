import type { Bundle } from '../checker/bundle/bundle';
import { secretsMadeOf } from '../checker/bundle/made-secrets';
import { identity, type Manifest, namespaceOf } from '../checker/manifest/manifest';

/** As many objects as a person reads one by one. */
const MOST_LINES = 20;

/** The data that an object takes along, by kind. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  Cluster: 'once nobody needs its data: its disks go with it',
  Namespace: 'once nobody needs what it holds: all of it goes with it',
  PersistentVolumeClaim: 'once nobody needs its data',
};

/** Whose Secret is deleted with them, though pods may need it still. */
const OWNERS = new Set(['ExternalSecret', 'SealedSecret']);

/**
 * A line for each object that was rendered before and is not any more, with the command that removes it: `kubectl apply`
 * deletes nothing. What was in a namespace that is gone goes with it.
 */
export function goneObjects(bundle: Bundle): string[] {
  const gone = (bundle.previous ?? []).filter((manifest) => !isThere(bundle, manifest));
  const namespaces = gone.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  const lines = gone
    .filter((manifest) => !namespaces.includes(namespaceOf(manifest)))
    .map((each) => line(bundle, each));
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), `gone: ${more} more, as git diff shows`] : lines;
}

/** Whether an object is rendered, made by an operator, or somebody else's by now: a Secret that exists already. */
function isThere(bundle: Bundle, manifest: Manifest): boolean {
  const [namespace, name] = [namespaceOf(manifest), manifest.metadata.name];
  if (bundle.find(manifest.kind, namespace, name)) return true;
  return manifest.kind === 'Secret' && isNeeded(bundle, namespace, name);
}

function isNeeded(bundle: Bundle, namespace: string, name: string): boolean {
  const declared = bundle.cluster.secrets.some((secret) => secret.namespace === namespace && secret.name === name);
  return declared || bundle.secret(namespace, name) !== undefined;
}

function line(bundle: Bundle, manifest: Manifest): string {
  const { kind, metadata } = manifest;
  const namespace = namespaceOf(manifest);
  const command = `kubectl delete ${resource(manifest)} ${metadata.name}${namespace === '' ? '' : ` --namespace ${namespace}`}`;
  const made = OWNERS.has(kind) ? secretsMadeOf(manifest) : [];
  const makes = made.some((secret) => isNeeded(bundle, secret.namespace, secret.name));
  const consequence = makes ? 'before you apply: its Secret goes with it (docs/secrets)' : CONSEQUENCES[kind];
  const when = consequence === undefined ? '' : `, ${consequence}`;
  return `gone: ${identity(manifest)}: ${command}${when}, or your GitOps tool prunes it`;
}

/** As kubectl finds a kind. Custom resources are named with their group: others may have a Cluster, too. */
function resource({ apiVersion, kind }: Manifest): string {
  const [group = ''] = apiVersion.includes('/') ? apiVersion.split('/') : [];
  const custom = group.includes('.') && !group.endsWith('.k8s.io');
  return custom ? `${kind.toLowerCase()}.${group}` : kind.toLowerCase();
}
