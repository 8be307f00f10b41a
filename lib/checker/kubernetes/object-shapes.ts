import { getOrInsert } from '../manifest/get-or-insert';
import type { Manifest } from '../manifest/manifest';
import customResources from './custom-resources.json';
import { GATED_FIELDS } from './gated-fields';
import kubernetes from './kubernetes.json';
import { atLeast, KUBERNETES_VERSIONS, type KubernetesVersion } from './kubernetes-version';

/** The type of a value in a manifest. */
export type Shape = { readonly type: Scalar } | { readonly type: 'list' | 'map'; readonly of: Shape } | Structure;

export type Scalar =
  | 'any'
  | 'base64'
  | 'boolean'
  | 'int-or-percent'
  | 'int32'
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
  /** The first version with the field turned on, if newer than the oldest version. */
  readonly since: KubernetesVersion | undefined;
}

/** A kind in a version of its API. */
export interface Kind {
  readonly structure: Structure;
  readonly since: KubernetesVersion | undefined;
}

/** Optional in the types, so that another program can fill the field. The API server requires the fields. */
const REQUIRED_BY_SERVER = new Set(
  [
    ...['CronJob', 'DaemonSet', 'Deployment', 'HorizontalPodAutoscaler', 'HorizontalPodAutoscalerV1', 'Ingress'],
    ...['Job', 'PersistentVolume', 'PersistentVolumeClaim', 'Pod', 'PodTemplateSpec', 'ReplicaSet'],
    ...['ReplicationController', 'Service', 'StatefulSet', 'ValidatingAdmissionPolicy'],
    ...[
      'ValidatingAdmissionPolicyBinding',
      'APIService',
      'FlowSchema',
      'PriorityLevelConfiguration',
      'IPAddress',
      'IngressClass',
    ],
    ...['JobTemplateSpec', 'ServiceCIDR'],
  ]
    .map((kind) => `${kind}.spec`)
    .concat([
      'Container.image',
      'IngressClassSpec.controller',
      'PersistentVolumeClaimSpec.accessModes',
      'PersistentVolumeClaimSpec.resources',
      'PodTemplate.template',
    ]),
);

/** Required in the types, and optional to the API server. */
const OPTIONAL_TO_SERVER = new Set([
  'CSIDriver.spec',
  'CSINode.spec',
  'CSITokenRequest.audience',
  'ControllerRevision.revision',
  'CustomResourceDefinitionVersion.served',
  'CustomResourceDefinitionVersion.storage',
  'DeviceClass.spec',
  'EndpointSlice.endpoints',
  'ForZone.name',
  'HTTPHeader.value',
  'ISCSIPersistentVolumeSource.lun',
  'ISCSIVolumeSource.lun',
  'LimitRangeSpec.limits',
  'NetworkPolicySpec.podSelector',
  'PodFailurePolicy.rules',
  'PodFailurePolicyOnPodConditionsPattern.status',
  'Sysctl.value',
  'ResourceClaim.spec',
  'ResourceClaimTemplate.spec',
  'ResourceClaimTemplateSpec.spec',
  'ResourcePool.generation',
  'ScaleIOPersistentVolumeSource.secretRef',
  'ScaleIOVolumeSource.secretRef',
  'StatefulSetSpec.serviceName',
  'PriorityClass.value',
  'RoleRef.apiGroup',
]);

interface Shapes {
  /** By kind, and then by apiVersion. */
  readonly kinds: ReadonlyMap<string, ReadonlyMap<string, Kind>>;
  /** The kind of an object, if Kubernetes has the kind. */
  kindOf(object: Pick<Manifest, 'apiVersion' | 'kind'>): Kind | undefined;
  /** The type of a name, if Kubernetes has the type. */
  structure(name: string): Structure | undefined;
  /** The fields that objects of all kinds have. */
  readonly anyObject: Structure;
}

const known = new Map<KubernetesVersion, Shapes>();

/**
 * All kinds and types of a version of Kubernetes, and of the CRDs in crds/, read at the first call. Fields and kinds of
 * newer versions are among them, each with its version.
 */
export function shapes(version: KubernetesVersion): Shapes {
  return getOrInsert(known, version, () => read(version));
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
    private readonly written: () => ReadonlyMap<string, Field>,
  ) {}

  get fields(): ReadonlyMap<string, Field> {
    this.known ??= this.written();
    return this.known;
  }

  get required(): readonly Field[] {
    this.needed ??= [...this.fields.values()].filter(({ required }) => required);
    return this.needed;
  }
}

type Table = Readonly<Record<string, string>>;

/** The tables by version, the oldest first. A table lists the changes since the version before. */
const BY_VERSION = KUBERNETES_VERSIONS.flatMap((version) => {
  const { [version]: tables } = kubernetes as Readonly<
    Record<string, { readonly kinds: Table; readonly types: Table }>
  >;
  return tables ? [{ version, ...tables }] : [];
});
const [OLDEST] = BY_VERSION;

function read(kubernetesVersion: KubernetesVersion): Shapes {
  const structures = new Map<string, Structure>();
  const structure = (name: string): Structure =>
    getOrInsert(structures, name, () => new WrittenStructure(name, () => fieldsOf(name, kubernetesVersion, structure)));
  const kinds = new Map<string, Map<string, Kind>>();
  for (const { version, kinds: table } of [{ version: undefined, kinds: customResources.kinds }, ...BY_VERSION]) {
    for (const [id, name] of Object.entries<string>(table)) {
      const [apiVersion = '', kind = ''] = id.split(' ');
      const versions = getOrInsert(kinds, kind, () => new Map<string, Kind>());
      if (name !== '-') versions.set(apiVersion, { structure: structure(name), since: sinceOf(version) });
      else if (version && atLeast(kubernetesVersion, version)) versions.delete(apiVersion);
    }
  }
  return {
    kinds,
    kindOf: ({ apiVersion, kind }) => kinds.get(kind)?.get(apiVersion),
    structure: (name) => (writtenFields(name).length > 0 ? structure(name) : undefined),
    anyObject: new WrittenStructure('Object', () => {
      return new Map([['metadata', parse('Object', 'metadata!:ObjectMeta', structure, undefined)]]);
    }),
  };
}

const sinceOf = (version: KubernetesVersion | undefined): KubernetesVersion | undefined =>
  version === OLDEST?.version ? undefined : version;

/** The fields of a type as listed, in the order of the versions. */
function writtenFields(type: string): { readonly text: string; readonly version: KubernetesVersion | undefined }[] {
  const all = [{ version: undefined, types: customResources.types }, ...BY_VERSION];
  return all.flatMap(({ version, types }) => {
    const { [type]: fields } = types as Table;
    return (fields?.split(' ') ?? []).map((text) => ({ text, version }));
  });
}

/** A later entry for a field replaces the entry before, or removes the field (`-name`), from its version on. */
function fieldsOf(type: string, kubernetesVersion: KubernetesVersion, structure: (name: string) => Structure) {
  const fields = new Map<string, Field>();
  for (const { text, version } of writtenFields(type)) {
    const isThere = version === undefined || atLeast(kubernetesVersion, version) || version === OLDEST?.version;
    if (text.startsWith('-')) {
      if (isThere) fields.delete(text.slice(1));
      continue;
    }
    const field = parse(type, text, structure, sinceOf(version));
    const before = fields.get(field.name);
    if (before === undefined) fields.set(field.name, field);
    else if (isThere) fields.set(field.name, { ...field, since: before.since });
  }
  return fields;
}

/** `name!:Type[]`: a required list; `{}` instead of `[]` is a map. */
function parse(
  owner: string,
  text: string,
  structure: (name: string) => Structure,
  listed: KubernetesVersion | undefined,
): Field {
  const [, name = '', mark, base = '', nesting = ''] = /^([^:!]+)(!?):([\w-]+)(.*)$/.exec(text) ?? [];
  let shape: Shape = /^[A-Z]/.test(base) ? structure(base) : { type: scalar(name, base) };
  for (const [pair] of nesting.matchAll(/\[\]|\{\}/g)) shape = { type: pair === '[]' ? 'list' : 'map', of: shape };
  const id = `${owner}.${name}`;
  const since = GATED_FIELDS[id] ?? listed;
  return { name, shape, required: (mark === '!' && !OPTIONAL_TO_SERVER.has(id)) || REQUIRED_BY_SERVER.has(id), since };
}

/** An IntOrString: the number or name of a port, or a number or percentage of pods. */
function scalar(field: string, written: string): Scalar {
  if (written === 'int-or-string') return /port$/i.test(field) ? 'port' : 'int-or-percent';
  return written as Scalar;
}
