import type { Container } from '../../checker/bundle/bundle';
import { imageReference } from '../../checker/bundle/image-reference';
import { secretReferences } from '../../checker/bundle/secret-references';
import type { Change } from '../../checker/manifest/changes';
import { identity, type Manifest, namespaceOf } from '../../checker/manifest/manifest';
import { podSecurityRestricted } from '../../checker/rules/security/pod-security-restricted';
import { type Cause, causeOf, causeOfObject } from '../cause';
import type { Comparison, Pair } from '../comparison';
import type { Consequence, Effect } from '../consequence';

/** Fields that give or take rights, each with the words of the effect. */
const RIGHTS: readonly (readonly [field: RegExp, says: string])[] = [
  [/^metadata\.labels\[pod-security\.kubernetes\.io\//, 'holds its pods to another Pod Security standard'],
  [/(^|\.)automountServiceAccountToken$/, 'gives its pods another access to the API server'],
  [/\.serviceAccountName$/, 'runs its pods as another ServiceAccount'],
  [/^(rules|aggregationRule)\b/, 'allows other actions on the API server'],
  [/^subjects\b/, 'gives its rights to others'],
  [/(^|\.)imagePullSecrets\b/, 'pulls images with other credentials'],
  [/\.securityContext\.(runAs\w+|fsGroup|supplementalGroups)\b/, 'runs its pods as another user or group'],
  [/\.volumes\[[^\]]*\]\.hostPath\b|\.host(Network|PID|IPC|Port)$/, 'gives its pods another access to the node'],
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
    ...comparison.changed.flatMap((pair) =>
      RIGHTS.flatMap(([field, says]) => changedRight(comparison, pair, field, says)),
    ),
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

function changedRight(comparison: Comparison, pair: Pair, field: RegExp, says: string): Effect[] {
  const causes = pair.changes.filter(({ path }) => field.test(path));
  if (causes.length === 0) return [];
  return [{ object: pair.after, says, causes: causes.map((change) => causeOf(comparison, pair.after, change)) }];
}

function grants(comparison: Comparison): Effect[] {
  return [
    ...comparison.created
      .filter(({ kind }) => GRANTS.test(kind))
      .map((object) => ({ object, says: 'grants rights', causes: [causeOfObject(object, 'is new')] })),
    ...comparison.gone
      .filter(({ kind }) => GRANTS.test(kind))
      .map((object) => ({
        object,
        says: 'grants its rights until it is deleted',
        causes: [causeOfObject(object, 'is gone')],
      })),
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
