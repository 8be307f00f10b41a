import { type KnownCluster, UNKNOWN_CLUSTER } from '../known-cluster';
import { getOrInsert } from '../manifest/get-or-insert';
import {
  entriesAt,
  type Json,
  listAt,
  type Manifest,
  namespaceOf,
  stringAt,
  stringsAt,
  valueAt,
} from '../manifest/manifest';
import { operatedKind } from '../operators';
import { LabelIndex } from './label-index';
import { type MadeSecret, secretsMadeOf } from './made-secrets';

/** A pod template of any object. */
export interface PodTemplate {
  readonly owner: Manifest;
  readonly namespace: string;
  /** Path of the pod's spec in the owner: `spec.template.spec`, or `spec` for a Pod. */
  readonly path: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: Json | undefined;
  /** All containers, the `initContainers` first. */
  readonly containers: readonly Container[];
}

export interface Container {
  readonly template: PodTemplate;
  readonly name: string;
  /** Path of the container in the pod's owner: `spec.template.spec.containers[api]`. */
  readonly path: string;
  /** True if the container ends before the pod's own containers start. */
  readonly init: boolean;
  readonly spec: Json;
}

/** Paths of pod templates, by kind. */
const TEMPLATES = new Map<string, readonly string[]>([
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['DaemonSet', ['spec', 'template']],
  ['Deployment', ['spec', 'template']],
  ['Job', ['spec', 'template']],
  ['Pod', []],
  ['ReplicaSet', ['spec', 'template']],
  ['ReplicationController', ['spec', 'template']],
  ['Rollout', ['spec', 'template']],
  ['StatefulSet', ['spec', 'template']],
]);

/**
 * The manifests of an environment, indexed, so that no rule loops over all manifests per manifest. Objects of operators
 * are found by name, kind and labels, but are not among `manifests` and `templates`.
 */
export class Bundle {
  /** Every pod template, in the order of the manifests. */
  readonly templates: readonly PodTemplate[];
  /** Every container of every pod template. */
  readonly containers: readonly Container[];
  /** The templates, and the pods of operators. */
  readonly allTemplates: readonly PodTemplate[];
  private readonly kinds = new Map<string, Manifest[]>();
  /** By kind, namespace and name. */
  private readonly identities = new Map<string, Map<string, Map<string, Manifest>>>();
  private readonly declaredKeys = new Map<string, (readonly string[])[]>();
  private readonly secrets = new Map<string, MadeSecret>();
  private readonly templatesByNamespace = new Map<string, LabelIndex<PodTemplate>>();

  constructor(
    readonly manifests: readonly Manifest[],
    readonly cluster: KnownCluster = UNKNOWN_CLUSTER,
    /** The manifests applied before, if known. */
    readonly previous?: readonly Manifest[],
  ) {
    const made = manifests.flatMap((manifest) => operatedKind(manifest)?.makes?.(manifest) ?? []);
    for (const manifest of [...manifests, ...made]) {
      getOrInsert(this.kinds, manifest.kind, () => []).push(manifest);
      const namespaces = getOrInsert(this.identities, manifest.kind, () => new Map());
      getOrInsert(namespaces, namespaceOf(manifest), () => new Map()).set(manifest.metadata.name, manifest);
      for (const secret of secretsMadeOf(manifest)) this.secrets.set(`${secret.namespace}/${secret.name}`, secret);
    }
    for (const { namespace, name, keys } of cluster.secrets) {
      getOrInsert(this.declaredKeys, `${namespace}/${name}`, () => []).push(keys);
    }
    this.templates = manifests.flatMap(templateOf);
    this.containers = this.templates.flatMap(({ containers }) => containers);
    this.allTemplates = [...this.templates, ...made.flatMap(templateOf)];
    for (const template of this.allTemplates) {
      const index = getOrInsert(this.templatesByNamespace, template.namespace, () => new LabelIndex());
      index.add(template.labels, template);
    }
  }

  /** The objects of a kind. */
  ofKind(kind: string): readonly Manifest[] {
    return this.kinds.get(kind) ?? [];
  }

  /** The object of a kind, namespace (`''` for a cluster-wide kind) and name, if present. */
  find(kind: string, namespace: string, name: string): Manifest | undefined {
    return this.identities.get(kind)?.get(namespace)?.get(name);
  }

  /** The pod templates of a namespace with all labels of a selector. An empty selector selects all. */
  select(namespace: string, selector: Readonly<Record<string, string>>): PodTemplate[] {
    const wanted = Object.entries(selector);
    const candidates = this.templatesByNamespace.get(namespace)?.candidates(selector) ?? [];
    return candidates.filter(({ labels }) => wanted.every(([label, value]) => labels[label] === value));
  }

  /** Every Secret made by the manifests, directly or by an operator. */
  get madeSecrets(): MadeSecret[] {
    return [...this.secrets.values()];
  }

  /** The Secret of a name, if the manifests make the Secret. */
  secret(namespace: string, name: string): MadeSecret | undefined {
    return this.secrets.get(`${namespace}/${name}`);
  }

  /** Keys of a Secret, made or declared. Undefined if the Secret is missing, or its keys are unknown. */
  secretKeys(namespace: string, name: string): Set<string> | undefined {
    const made = this.secret(namespace, name);
    const declared = this.declaredKeys.get(`${namespace}/${name}`);
    if ((!made && !declared) || (made && made.values === undefined)) return undefined;
    return new Set([...(made?.values ?? []).map(({ key }) => key), ...(declared ?? []).flat()]);
  }

  /** Keys of a ConfigMap, made or declared. Undefined if the ConfigMap is missing. */
  configMapKeys(namespace: string, name: string): Set<string> | undefined {
    const made = this.find('ConfigMap', namespace, name);
    const declared = (this.cluster.configMaps ?? []).filter(
      (each) => each.namespace === namespace && each.name === name,
    );
    if (!made && declared.length === 0) return undefined;
    return new Set([...keysOf(made, 'data', 'binaryData'), ...declared.flatMap(({ keys }) => keys)]);
  }
}

function keysOf(manifest: Manifest | undefined, ...parts: readonly string[]): string[] {
  return parts.flatMap((part) => entriesAt(manifest, part).map(([key]) => key));
}

function templateOf(owner: Manifest): PodTemplate[] {
  const path = TEMPLATES.get(owner.kind);
  // A Rollout of Argo may name a Deployment with the template.
  if (path === undefined || (owner.kind === 'Rollout' && valueAt(owner, 'spec', 'template') === undefined)) return [];
  const template = valueAt(owner, ...path);
  const spec = valueAt(template, 'spec');
  const specPath = [...path, 'spec'].join('.');
  const containers: Container[] = [];
  const result: PodTemplate = {
    owner,
    namespace: namespaceOf(owner),
    path: specPath,
    labels: stringsAt(template, 'metadata', 'labels'),
    annotations: stringsAt(template, 'metadata', 'annotations'),
    spec,
    containers,
  };
  for (const part of ['initContainers', 'containers']) {
    listAt(spec, part).forEach((container, index) => {
      const name = stringAt(container, 'name') ?? String(index);
      const init = part === 'initContainers' && stringAt(container, 'restartPolicy') !== 'Always';
      containers.push({ template: result, name, path: `${specPath}.${part}[${name}]`, init, spec: container });
    });
  }
  return [result];
}
