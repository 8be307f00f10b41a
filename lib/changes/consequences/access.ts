import type { Container } from '../../checker/bundle/bundle';
import { imageReference } from '../../checker/bundle/containers/image-reference';
import { secretReferences } from '../../checker/bundle/references/secret-references';
import type { Change } from '../../checker/manifest/changes';
import { identity, type Manifest, namespaceOf } from '../../checker/manifest/manifest';
import { podSecurityRestricted } from '../../checker/rules/security/pod-security-restricted';
import { type Cause, causeOf, causeOfObject, causesOf } from '../cause';
import type { Comparison } from '../comparison';
import type { Consequence, Effect } from '../consequence';
import { effectsOfFields, type FieldEffect } from '../field-effects';

/** Fields that give or take rights. */
const RIGHTS: readonly FieldEffect[] = [
  {
    field: /^metadata\.labels\[pod-security\.kubernetes\.io\//,
    says: 'holds its pods to another Pod Security standard',
  },
  { field: /(^|\.)automountServiceAccountToken$/, says: 'gives its pods another access to the API server' },
  { field: /\.serviceAccountName$/, says: 'runs its pods as another ServiceAccount' },
  { field: /^(rules|aggregationRule)\b/, says: 'allows other actions on the API server' },
  { field: /^subjects\b/, says: 'gives its rights to others' },
  { field: /(^|\.)imagePullSecrets\b/, says: 'pulls images with other credentials' },
  {
    field: /\.securityContext\.(runAs\w+|fsGroup|supplementalGroups)\b/,
    says: 'runs its pods as another user or group',
  },
  {
    field: /\.volumes\[[^\]]*\]\.hostPath\b|\.host(Network|PID|IPC|Port)$/,
    says: 'gives its pods another access to the node',
  },
];
/** Kinds that exist for rights alone. */
const GRANTS = /^(Cluster)?Role(Binding)?$/;

/** Rights of pods and people. */
export const access: Consequence = {
  id: 'access',
  why: 'a right that nobody reviews is a way from one pod to the node, to other Secrets or to the API server',
  example:
    'access: Deployment shop/api: breaks the Pod Security standard restricted\n  spec.template.spec.containers[api].securityContext.privileged: nothing → true',
  effects: (comparison) => [
    ...podSecurity(comparison),
    ...effectsOfFields(comparison, RIGHTS),
    ...grants(comparison),
    ...secrets(comparison),
    ...registries(comparison),
  ],
};

/** Fields that break the standard on one side alone. */
function podSecurity(comparison: Comparison): Effect[] {
  const broken = (side: 'before' | 'after') =>
    new Map(
      podSecurityRestricted.check(comparison[side]).map((each) => [`${identity(each.object)} ${each.field}`, each]),
    );
  const [old, current] = [broken('before'), broken('after')];
  const said = (from: typeof old, others: typeof old, says: string): Effect[] =>
    [...from].flatMap(([id, { object, field }]) => {
      if (others.has(id) || comparison.gone.includes(object)) return [];
      return [{ object, says, causes: [causeAt(comparison, object, field)] }];
    });
  return [
    ...said(current, old, 'breaks the Pod Security standard restricted'),
    ...said(old, current, 'no longer breaks the Pod Security standard restricted'),
  ];
}

/** The change of a field, of a field around or of a field below. */
function causeAt(comparison: Comparison, object: Manifest, field: string): Cause {
  const pair = comparison.pair(object);
  if (pair === undefined) return causeOfObject(object, 'is new');
  const near = ({ path }: Change) => path.startsWith(field) || field.startsWith(path);
  const change = pair.changes.find(near);
  return change ? causeOf(comparison, pair.after, change) : { object, field, words: 'has changed' };
}

function grants(comparison: Comparison): Effect[] {
  const said = (objects: readonly Manifest[], says: string) =>
    objects
      .filter(({ kind }) => GRANTS.test(kind))
      .map((object) => ({ object, says, causes: causesOf(comparison, object) }));
  return [
    ...said(comparison.created, 'grants rights'),
    ...said(comparison.gone, 'grants its rights until it is deleted'),
  ];
}

/** Secrets that a workload reads for the first time. */
function secrets(comparison: Comparison): Effect[] {
  const id = (object: Manifest, name: string) => `${identity(object)} ${name}`;
  const known = new Set(secretReferences(comparison.before).map(({ object, name }) => id(object, name)));
  const found = secretReferences(comparison.after).filter(({ object, name }) => {
    return !known.has(id(object, name)) && comparison.pair(object) !== undefined && object.kind !== 'Ingress';
  });
  const effects = found.map(({ object, name, field }): [string, Effect] => {
    const says = `reads Secret ${namespaceOf(object)}/${name}`;
    return [id(object, name), { object, says, causes: [causeAt(comparison, object, field)] }];
  });
  return [...new Map(effects).values()];
}

/** Registries that no image came from before. */
function registries(comparison: Comparison): Effect[] {
  const known = new Set(comparison.before.containers.map(registryOf));
  if (known.size === 0) return [];
  return comparison.after.containers
    .filter((container) => !known.has(registryOf(container)))
    .map((container) => {
      const object = container.template.owner;
      return {
        object,
        says: `pulls an image from ${registryOf(container)}`,
        causes: [causeAt(comparison, object, `${container.path}.image`)],
      };
    });
}

/** The registry and the owner of an image: `docker.io/library`, `ghcr.io/acme`. */
function registryOf(container: Container): string {
  const parts = (imageReference(container)?.repository ?? '').split('/');
  const host = parts.length > 1 && /[.:]|^localhost$/.test(parts[0] ?? '') ? (parts.shift() ?? '') : 'docker.io';
  return `${host}/${parts.length > 1 ? parts[0] : 'library'}`;
}
