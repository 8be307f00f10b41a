import { type Shape, shapes } from '../../kubernetes/object-shapes';
import { entryPath, fieldPath, itemPath } from '../../manifest/field-path';
import { entriesAt, type Json, listAt, type Manifest } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Types with a meaning for an empty object: everything matches, all is allowed, defaults apply. */
const MEANT_TYPES = new Set([
  'EmptyDirVolumeSource',
  'IngressTLS',
  'JSONSchemaProps',
  'LabelSelector',
  'NetworkPolicyEgressRule',
  'NetworkPolicyIngressRule',
]);

/** Fields that are empty on purpose: nothing is allowed, an aggregated role, no keys yet. */
const MEANT_FIELDS = new Set([
  'ClusterRole.rules',
  'ConfigMap.data',
  'Endpoints.subsets',
  'EndpointSlice.endpoints',
  'NetworkPolicySpec.egress',
  'NetworkPolicySpec.ingress',
  'Role.rules',
  'Secret.data',
]);

/** Fields that `kubectl create --dry-run` and `kubectl get` print without a value: nothing got lost. */
const PRINTED = new Set([
  'Container.resources',
  'DaemonSetSpec.updateStrategy',
  'DeploymentSpec.strategy',
  'PersistentVolumeClaimSpec.resources',
  'PodSpec.securityContext',
  'StatefulSetSpec.updateStrategy',
]);

/** Selectors that may not be empty: the API server rejects a workload that would adopt every pod. */
const NEVER_MEANT = new Set([
  'DaemonSetSpec.selector',
  'DeploymentSpec.selector',
  'ReplicaSetSpec.selector',
  'StatefulSetSpec.selector',
]);

/** Fields without which an object is another one: nobody asks the pod, everyone is let through. Charts print the others. */
const LOST = new Set([
  ...['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'].map((field) => `Container.${field}`),
  'NetworkPolicyEgressRule.to',
  'NetworkPolicyIngressRule.from',
  ...NEVER_MEANT,
]);

/** No value is null. No value is empty, unless Kubernetes gives the empty value a meaning. */
export const noEmptyValues: Rule = {
  id: 'no-empty-values',
  answer: 'opinion',
  why: '`null`, `{}` or `[]` is what remains of a value that got lost on the way: the field falls back to its default',
  example:
    'Deployment default/api: spec.strategy.rollingUpdate: expected a value, or no such field, received {} [no-empty-values]',
  check: ({ manifests, cluster }) =>
    manifests.filter(holdsEmpty).flatMap((object) => {
      const findings: Finding[] = [];
      const structure = shapes(cluster.kubernetes).kindOf(object)?.structure;
      visit(object, structure, '', { object, findings });
      return findings;
    }),
};

/** `id` is the `Type.field` of the value, if known. */
function visit(
  value: Json,
  shape: Shape | undefined,
  path: string,
  report: { readonly object: Manifest; readonly findings: Finding[] },
  id = '',
): void {
  if (typeof value !== 'object' || shape?.type === 'any') return;
  if (isEmpty(value)) {
    const known = value === null || shape !== undefined; // what {} means to a custom resource is its own business
    if (known && !isMeant(value, shape, id)) {
      report.findings.push({
        answer: LOST.has(id) ? 'risk' : undefined,
        object: report.object,
        field: path,
        expected: 'a value, or no such field',
        received: quoted(value),
      });
    }
  } else if (Array.isArray(value)) {
    const inner = shape?.type === 'list' ? shape.of : undefined;
    listAt(value).forEach((item, index) => {
      if (typeof item === 'object') visit(item, inner, itemPath(path, item, index), report);
    });
  } else {
    for (const [name, each] of entriesAt(value)) {
      if (typeof each !== 'object') continue;
      if (shape?.type === 'map') visit(each, shape.of, entryPath(path, name), report);
      else if (shape?.type === 'object') {
        visit(each, shape.fields.get(name)?.shape, fieldPath(path, name), report, `${shape.name}.${name}`);
      } else visit(each, undefined, fieldPath(path, name), report);
    }
  }
}

/** Most objects hold no empty value: no path needs to be written for them. */
const holdsEmpty = (value: unknown): boolean =>
  typeof value === 'object' && (isEmpty(value as Json) || Object.values(value as object).some(holdsEmpty));

function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

function isMeant(value: Json, shape: Shape | undefined, id: string): boolean {
  if (value === null) return id === 'ObjectMeta.creationTimestamp'; // kubectl prints it, and takes it back
  if (MEANT_FIELDS.has(id) || PRINTED.has(id) || /(^|\.)status$|Status\.\w+$/.test(id)) return true;
  return shape?.type === 'object' && MEANT_TYPES.has(shape.name) && !NEVER_MEANT.has(id);
}
