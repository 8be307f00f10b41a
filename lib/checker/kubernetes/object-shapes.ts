import type { Manifest } from '../manifest/manifest';
import customResources from './custom-resources.json';
import kubernetes from './kubernetes-1.28.json';
import type { KubernetesVersion } from './kubernetes-version';
import { NEWER_FIELDS, NEWER_KINDS } from './newer-fields';

/** The type of a value in a manifest. */
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

/** A type with fields: a PodSpec, a Container. */
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
  /** The version that introduced the field, if newer than 1.28. */
  readonly since: KubernetesVersion | undefined;
}

/** A kind in a version of its API. */
export interface Kind {
  readonly structure: Structure;
  readonly since: KubernetesVersion | undefined;
}

/** Optional in the types, so that another program can fill the field. The API server requires the fields. */
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
  /** By kind, and then by apiVersion. */
  readonly kinds: ReadonlyMap<string, ReadonlyMap<string, Kind>>;
  /** The kind of an object, if Kubernetes has the kind. */
  kindOf(object: Pick<Manifest, 'apiVersion' | 'kind'>): Kind | undefined;
  /** The type of a name, if Kubernetes has the type. */
  structure(name: string): Structure | undefined;
}

let known: Shapes | undefined;

/** All kinds and types of Kubernetes, and of the CRDs in crds/, read at the first call. */
export function shapes(): Shapes {
  known ??= read();
  return known;
}

/** True for a kind of crds/. These definitions list only the fields in use. */
export function isCustom({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): boolean {
  return Object.hasOwn(customResources.kinds, `${apiVersion} ${kind}`);
}

/** A type with lazily read fields: few of some hundred types are ever needed. */
class WrittenStructure implements Structure {
  readonly type = 'object';
  private known: ReadonlyMap<string, Field> | undefined;
  private needed: readonly Field[] | undefined;

  constructor(
    readonly name: string,
    private readonly written: () => readonly Field[],
  ) {}

  get fields(): ReadonlyMap<string, Field> {
    this.known ??= new Map(this.written().map((field) => [field.name, field]));
    return this.known;
  }

  get required(): readonly Field[] {
    this.needed ??= [...this.fields.values()].filter(({ required }) => required);
    return this.needed;
  }
}

type Table = Readonly<Record<string, string>>;

/** Tables by version: the entries of every version, then the newer entries. */
function byVersion(
  all: Table,
  newer: Readonly<Partial<Record<KubernetesVersion, Table>>>,
): (readonly [KubernetesVersion | undefined, Table])[] {
  return [[undefined, all], ...(Object.entries(newer) as [KubernetesVersion, Table][])];
}

function read(): Shapes {
  const types = byVersion({ ...kubernetes.types, ...customResources.types }, NEWER_FIELDS);
  const structures = new Map<string, Structure>();
  const structure = (name: string): Structure => {
    const written = () =>
      types.flatMap(([since, { [name]: fields }]) => {
        return (fields?.split(' ') ?? []).map((field) => parse(name, field, structure, since));
      });
    const found = structures.get(name) ?? new WrittenStructure(name, written);
    structures.set(name, found);
    return found;
  };
  const kinds = new Map<string, Map<string, Kind>>();
  for (const [since, names] of byVersion({ ...kubernetes.kinds, ...customResources.kinds }, NEWER_KINDS)) {
    for (const [id, name] of Object.entries(names)) {
      const [apiVersion = '', kind = ''] = id.split(' ');
      const versions = kinds.get(kind) ?? new Map<string, Kind>();
      kinds.set(kind, versions.set(apiVersion, { structure: structure(name), since }));
    }
  }
  const exists = (name: string) => types.some(([, { [name]: fields }]) => fields !== undefined);
  return {
    kinds,
    kindOf: ({ apiVersion, kind }) => kinds.get(kind)?.get(apiVersion),
    structure: (name) => (exists(name) ? structure(name) : undefined),
  };
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

/** An IntOrString: the number or name of a port, or a number or percentage of pods. */
function scalar(field: string, written: string): Scalar {
  if (written === 'int-or-string') return /port$/i.test(field) ? 'port' : 'int-or-percent';
  return written as Scalar;
}
