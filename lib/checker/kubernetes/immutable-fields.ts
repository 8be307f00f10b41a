import { type Change, changes } from '../manifest/changes';
import { entriesAt, type Json, listAt, type Manifest, stringAt, valueAt } from '../manifest/manifest';
import { atLeast, type KubernetesVersion } from './kubernetes-version';

/** Fields that stay as they were created, by API group and kind. `spec.*`: all of the spec but what is free. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  'apiextensions.k8s.io/CustomResourceDefinition': ['spec.scope', 'spec.names.kind'],
  'apps/DaemonSet': ['spec.selector'],
  'apps/Deployment': ['spec.selector'],
  'apps/ReplicaSet': ['spec.selector'],
  'apps/StatefulSet': ['spec.*'],
  'batch/Job': [
    'spec.selector',
    'spec.template',
    'spec.completionMode',
    'spec.completions',
    'spec.podFailurePolicy',
    'spec.backoffLimitPerIndex',
    'spec.successPolicy',
    'spec.managedBy',
  ],
  'core/PersistentVolume': ['spec.*'],
  'core/PersistentVolumeClaim': ['spec.*'],
  'core/Secret': ['type'],
  'networking.k8s.io/IngressClass': ['spec.controller'],
  'node.k8s.io/RuntimeClass': ['handler'],
  'rbac.authorization.k8s.io/ClusterRoleBinding': ['roleRef'],
  'rbac.authorization.k8s.io/RoleBinding': ['roleRef'],
  'scheduling.k8s.io/PriorityClass': ['value', 'preemptionPolicy'],
  'storage.k8s.io/StorageClass': ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
};

const FREE: Readonly<Record<string, readonly string[]>> = {
  StatefulSet: [
    'replicas',
    'ordinals',
    'template',
    'updateStrategy',
    'persistentVolumeClaimRetentionPolicy',
    'minReadySeconds',
  ],
  // Storage may grow: `storage-only-grows` sees to it.
  PersistentVolumeClaim: ['resources', 'volumeAttributesClassName'],
  PersistentVolume: [
    'accessModes',
    'capacity',
    'claimRef',
    'mountOptions',
    'persistentVolumeReclaimPolicy',
    'storageClassName',
    'volumeAttributesClassName',
  ],
};

/** The changes between two manifests of one object that the API server refuses. */
export function refusedChanges(before: Manifest, now: Manifest, kubernetes: KubernetesVersion): Change[] {
  const { kind } = now;
  const group = groupOf(now);
  if (groupOf(before) !== group) return [];
  return [
    ...(FIXED[`${group}/${kind}`] ?? [])
      .flatMap((path) => (path === 'spec.*' ? wholeSpec(before, now, kubernetes) : [path]))
      .flatMap((path) => changes(valueAt(before, ...path.split('.')), valueAt(now, ...path.split('.')), path))
      .filter(({ path }) => `${group}/${kind}` !== 'batch/Job' || !mayChange(before, now, path, kubernetes)),
    ...(`${group}/${kind}` === 'core/Service' ? [...clusterAddress(before, now), ...firstChoices(before, now)] : []),
    ...(group === 'core' && valueAt(before, 'immutable') === true ? sealedData(before, now) : []),
  ];
}

/** Of a Job that has not begun, the part of the template that says where its pods may run. */
const SCHEDULING =
  /^spec\.template\.(metadata\.(labels|annotations)|spec\.(nodeSelector|affinity|tolerations|schedulingGates))\b/;
const RESOURCES = /^spec\.template\.spec\.(initContainers|containers)\[[^\]]*\]\.resources\b/;

/** The fields of a Job that may change: https://kubernetes.io/docs/concepts/workloads/controllers/job/ */
function mayChange(before: Manifest, now: Manifest, path: string, kubernetes: KubernetesVersion): boolean {
  if (path === 'spec.completions') {
    const indexed = stringAt(before, 'spec', 'completionMode') === 'Indexed';
    return indexed && valueAt(now, 'spec', 'completions') === valueAt(now, 'spec', 'parallelism');
  }
  const waits = valueAt(before, 'spec', 'suspend') === true;
  return waits && (SCHEDULING.test(path) || (atLeast(kubernetes, '1.36') && RESOURCES.test(path)));
}

function groupOf({ apiVersion }: Manifest): string {
  const slash = String(apiVersion).indexOf('/');
  return slash < 0 ? 'core' : String(apiVersion).slice(0, slash);
}

function wholeSpec(before: Manifest, now: Manifest, kubernetes: KubernetesVersion): string[] {
  const free = new Set(FREE[now.kind]);
  // Fixed until 1.32 (kubernetes/kubernetes#130263).
  if (now.kind === 'StatefulSet' && atLeast(kubernetes, '1.33')) free.add('revisionHistoryLimit');
  if (now.kind === 'PersistentVolume' && valueAt(before, 'spec', 'nodeAffinity') === undefined)
    free.add('nodeAffinity');
  const names = [...entriesAt(before, 'spec'), ...entriesAt(now, 'spec')].map(([name]) => name);
  return [...new Set(names)].filter((name) => !free.has(name)).map((name) => `spec.${name}`);
}

/**
 * An address that was left to the cluster stays what it is. The API server refuses to take it away (`None`), or to give
 * another. A Service without one stays without: `staysHeadless`.
 */
function clusterAddress(before: Manifest, now: Manifest): Change[] {
  if ([before, now].some((service) => stringAt(service, 'spec', 'type') === 'ExternalName')) return [];
  const [old, current] = [
    stringAt(before, 'spec', 'clusterIP') || undefined,
    stringAt(now, 'spec', 'clusterIP') || undefined,
  ];
  const fixed = old === 'None' || current === 'None' || (old !== undefined && current !== undefined);
  return fixed ? changes(old, current, 'spec.clusterIP') : [];
}

/** The first family of addresses, and the class of a load balancer, are chosen once. */
function firstChoices(before: Manifest, now: Manifest): Change[] {
  const types = [before, now].map((service) => stringAt(service, 'spec', 'type') ?? 'ClusterIP');
  const [old, current] = [listAt(before, 'spec', 'ipFamilies')[0], listAt(now, 'spec', 'ipFamilies')[0]];
  const families = old !== undefined && current !== undefined && !types.includes('ExternalName');
  const balanced = types.every((type) => type === 'LoadBalancer');
  const [was, is] = [before, now].map((service) => valueAt(service, 'spec', 'loadBalancerClass'));
  return [
    ...(families ? changes(old, current, 'spec.ipFamilies[0]') : []),
    ...(balanced && is !== undefined ? changes(was, is, 'spec.loadBalancerClass') : []),
  ];
}

/**
 * Whether the API server accepts a change and does not make it: it fills in `None` where a headless Service asks for no
 * address in particular. EndpointSlices of the pods it selected stay, too, once it selects none.
 */
export function staysHeadless({ path, before, now }: Change): boolean {
  return path === 'spec.clusterIP' && before === 'None' && now === undefined;
}

/** What changed in a ConfigMap or Secret that was made `immutable`. */
function sealedData(before: Manifest, now: Manifest): Change[] {
  const [old, current] = [dataOf(before), dataOf(now)];
  const keys = [...new Set([...old.keys(), ...current.keys()])];
  return [
    ...changes(true, valueAt(now, 'immutable'), 'immutable'),
    ...keys.flatMap((key) => changes(old.get(key), current.get(key), `data.${key}`)),
  ];
}

/** The values of a ConfigMap or Secret by key, as pods see them. Never to be printed. */
export function dataOf(manifest: Manifest): Map<string, Json> {
  const secret = manifest.kind === 'Secret';
  const decoded = entriesAt(manifest, 'data').map(([key, value]): [string, Json] => {
    return [key, secret ? Buffer.from(String(value), 'base64').toString('latin1') : value];
  });
  const plain = entriesAt(manifest, 'stringData').map(([key, value]): [string, Json] => {
    return [key, Buffer.from(String(value)).toString('latin1')];
  });
  return new Map([...decoded, ...entriesAt(manifest, 'binaryData'), ...plain]);
}
