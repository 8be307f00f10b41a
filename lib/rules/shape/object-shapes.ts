import type { KubernetesVersion } from '../../primitives/kubernetes-version';
import customResources from './custom-resources.json';
import kubernetes from './kubernetes-1.28.json';
import { NEWER_FIELDS, NEWER_KINDS } from './newer-fields';

/** What Kubernetes reads in one place of a manifest. */
export type Shape = { readonly type: Scalar } | { readonly type: 'list' | 'map'; readonly of: Shape } | Structure;

export type Scalar =
  | 'any'
  | 'base64'
  | 'boolean'
  | 'int-or-percent'
  | 'integer'
  | 'number'
  | 'port'
  | 'quantity'
  | 'string'
  | 'time';

/** A type of Kubernetes that has fields: a PodSpec, a Container. */
export interface Structure {
  readonly type: 'object';
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
  readonly required: readonly Field[];
}

export interface Field {
  readonly name: string;
  readonly shape: Shape;
  readonly required: boolean;
  /** The version that brought it, if it is newer than 1.28. */
  readonly since: KubernetesVersion | undefined;
}

/** A kind in one version of its API. */
export interface Kind {
  readonly structure: Structure;
  readonly since: KubernetesVersion | undefined;
}

/** Optional in the types, so that a field can be left to another program; the API server wants it all the same. */
const REQUIRED_BY_SERVER = new Set([
  'Container.image',
  'CronJob.spec',
  'DaemonSet.spec',
  'Deployment.spec',
  'HorizontalPodAutoscaler.spec',
  'HorizontalPodAutoscalerV2.spec',
  'Ingress.spec',
  'Job.spec',
  'PersistentVolume.spec',
  'PersistentVolumeClaim.spec',
  'PersistentVolumeClaimSpec.accessModes',
  'PersistentVolumeClaimSpec.resources',
  'Pod.spec',
  'PodTemplateSpec.spec',
  'ReplicaSet.spec',
  'Service.spec',
  'StatefulSet.spec',
]);

interface Shapes {
  readonly structures: ReadonlyMap<string, Structure>;
  /** By `apiVersion kind`. */
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly apiVersions: ReadonlyMap<string, readonly string[]>;
}

/** While the shapes are read: types refer to each other, and to themselves. */
interface MutableStructure extends Structure {
  readonly fields: Map<string, Field>;
  readonly required: Field[];
}

let known: Shapes | undefined;

/** All that Kubernetes, and the operators whose CRDs stand in crds/, know; read once, when first asked for. */
export function shapes(): Shapes {
  known ??= read();
  return known;
}

function read(): Shapes {
  const structures = new Map<string, MutableStructure>();
  const structure = (name: string): MutableStructure => {
    const found = structures.get(name) ?? { type: 'object', name, fields: new Map(), required: [] };
    structures.set(name, found);
    return found;
  };
  const addFields = (types: Readonly<Record<string, string>>, since?: KubernetesVersion) => {
    for (const [name, text] of Object.entries(types)) {
      for (const written of text.split(' ')) {
        const field = parse(name, written, structure, since);
        structure(name).fields.set(field.name, field);
        if (field.required) structure(name).required.push(field);
      }
    }
  };
  const kinds = new Map<string, Kind>();
  const apiVersions = new Map<string, string[]>();
  const addKinds = (types: Readonly<Record<string, string>>, since?: KubernetesVersion) => {
    for (const [id, name] of Object.entries(types)) {
      kinds.set(id, { structure: structure(name), since });
      const [apiVersion = '', kind = ''] = id.split(' ');
      apiVersions.set(kind, [...(apiVersions.get(kind) ?? []), apiVersion]);
    }
  };
  for (const { types, kinds } of [kubernetes, customResources]) {
    addFields(types);
    addKinds(kinds);
  }
  for (const [since, types] of Object.entries(NEWER_FIELDS)) addFields(types, since as KubernetesVersion);
  for (const [since, types] of Object.entries(NEWER_KINDS)) addKinds(types, since as KubernetesVersion);
  return { structures, kinds, apiVersions };
}

/** `name!:Type[]`: a required list; `{}` instead of `[]` is a map. */
function parse(
  owner: string,
  text: string,
  structure: (name: string) => Structure,
  since: KubernetesVersion | undefined,
): Field {
  const [, name = '', mark, base = '', nesting = ''] = /^([^:!]+)(!?):([\w-]+)(.*)$/.exec(text) ?? [];
  let shape: Shape = /^[A-Z]/.test(base) ? structure(base) : { type: scalar(name, base) };
  for (const [pair] of nesting.matchAll(/\[\]|\{\}/g)) shape = { type: pair === '[]' ? 'list' : 'map', of: shape };
  return { name, shape, required: mark === '!' || REQUIRED_BY_SERVER.has(`${owner}.${name}`), since };
}

/** An IntOrString is the number or name of a port, or a number of pods or a share of them. */
function scalar(field: string, written: string): Scalar {
  if (written === 'int-or-string') return /port$/i.test(field) ? 'port' : 'int-or-percent';
  return written as Scalar;
}
