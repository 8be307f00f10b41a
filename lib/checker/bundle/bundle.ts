import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../kubernetes/kubernetes-version';
import type { Edge } from '../../values/peer';
import { group, inner } from '../manifest/group';
import { LabelIndex } from './label-index';
import { fields, get, items, type Json, type Manifest, namespaceOf, strings, text } from '../manifest/manifest';
import { operated } from '../operators/operated';
import { type MadeSecret, secretsMadeOf } from './secrets';

/** What a cluster holds that the manifests do not make, as an environment declares it. */
export interface Declared {
  /** The oldest Kubernetes it runs. */
  readonly kubernetes: KubernetesVersion;
  /** Secrets that somebody else puts there, with the keys that are relied on. */
  readonly secrets: readonly { readonly namespace: string; readonly name: string; readonly keys: readonly string[] }[];
  /** Namespaces that exist already, beside those that every cluster has. */
  readonly namespaces: readonly string[];
  /** Whether its nodes hold images that no registry serves. */
  readonly importedImages: boolean;
  /** Whether manifests may hold values of Secrets: on one developer's cluster only. @default nobody has said, they may */
  readonly secretValues?: boolean;
  /** Who may talk to whom; undefined if nobody has said so. */
  readonly edges?: readonly Edge[];
}

/** A cluster of which nothing is known: what manifests from elsewhere are held to. */
export const NOTHING_DECLARED: Declared = {
  kubernetes: KUBERNETES_VERSIONS[KUBERNETES_VERSIONS.length - 1] ?? '1.34',
  secrets: [],
  namespaces: [],
  importedImages: false,
};

/** A pod template, in whichever object it stands. */
export interface PodTemplate {
  readonly owner: Manifest;
  readonly namespace: string;
  /** Path of the pod's spec in its owner: `spec.template.spec`, or `spec` for a Pod. */
  readonly path: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: Json | undefined;
  /** All containers, those that run first (`initContainers`) before the others. */
  readonly containers: readonly Container[];
}

export interface Container {
  readonly template: PodTemplate;
  readonly name: string;
  /** Path of the container in the pod's owner: `spec.template.spec.containers[api]`. */
  readonly path: string;
  /** Whether it runs to its end before the pod's own containers start. */
  readonly init: boolean;
  readonly spec: Json;
}

/** Where pod templates are, by kind. */
const TEMPLATES = new Map<string, readonly string[]>([
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['DaemonSet', ['spec', 'template']],
  ['Deployment', ['spec', 'template']],
  ['Job', ['spec', 'template']],
  ['Pod', []],
  ['ReplicaSet', ['spec', 'template']],
  ['StatefulSet', ['spec', 'template']],
]);

/**
 * The manifests of one environment, indexed once: no rule needs to go through them for each of them. What operators will
 * make of them is found like the rest, but is not among `manifests` and `templates`.
 */
export class Bundle {
  /** Every pod template, in the order of the manifests. */
  readonly templates: readonly PodTemplate[];
  /** Every container of every pod template. */
  readonly containers: readonly Container[];
  /** These, and those of which an operator will make pods. */
  readonly allTemplates: readonly PodTemplate[];
  private readonly kinds = new Map<string, Manifest[]>();
  /** By kind, namespace and name. */
  private readonly identities = new Map<string, Map<string, Map<string, Manifest>>>();
  private readonly declaredKeys = new Map<string, (readonly string[])[]>();
  private readonly secrets = new Map<string, MadeSecret>();
  private readonly templatesByNamespace = new Map<string, LabelIndex<PodTemplate>>();

  constructor(
    readonly manifests: readonly Manifest[],
    readonly declared: Declared = NOTHING_DECLARED,
    /** What was applied before, if that is known. */
    readonly previous?: readonly Manifest[],
  ) {
    const made = manifests.flatMap(operated);
    for (const manifest of [...manifests, ...made]) {
      group(this.kinds, manifest.kind, manifest);
      const namespaces = inner(this.identities, manifest.kind);
      inner(namespaces, namespaceOf(manifest)).set(manifest.metadata.name, manifest);
      for (const secret of secretsMadeOf(manifest)) this.secrets.set(`${secret.namespace}/${secret.name}`, secret);
    }
    for (const { namespace, name, keys } of declared.secrets) group(this.declaredKeys, `${namespace}/${name}`, keys);
    this.templates = manifests.flatMap(templateOf);
    this.containers = this.templates.flatMap(({ containers }) => containers);
    this.allTemplates = [...this.templates, ...made.flatMap(templateOf)];
    for (const template of this.allTemplates) {
      const index = this.templatesByNamespace.get(template.namespace) ?? new LabelIndex();
      this.templatesByNamespace.set(template.namespace, index);
      index.add(template.labels, template);
    }
  }

  /** The objects of a kind. */
  ofKind(kind: string): readonly Manifest[] {
    return this.kinds.get(kind) ?? [];
  }

  /** The object of this kind, namespace (none: `''`) and name, if the bundle has it. */
  find(kind: string, namespace: string, name: string): Manifest | undefined {
    return this.identities.get(kind)?.get(namespace)?.get(name);
  }

  /** The pod templates of a namespace whose labels include all of a selector's. An empty selector selects all. */
  select(namespace: string, selector: Readonly<Record<string, string>>): PodTemplate[] {
    const wanted = Object.entries(selector);
    const candidates = this.templatesByNamespace.get(namespace)?.candidates(selector) ?? [];
    return candidates.filter(({ labels }) => wanted.every(([label, value]) => labels[label] === value));
  }

  /** Every Secret that the manifests make, themselves or by an operator. */
  get madeSecrets(): MadeSecret[] {
    return [...this.secrets.values()];
  }

  /** The Secret that the manifests make under a name. */
  secret(namespace: string, name: string): MadeSecret | undefined {
    return this.secrets.get(`${namespace}/${name}`);
  }

  /** Keys of a Secret, made here or declared; undefined if there is no such Secret, or nobody here knows them. */
  secretKeys(namespace: string, name: string): Set<string> | undefined {
    const made = this.secret(namespace, name);
    const declared = this.declaredKeys.get(`${namespace}/${name}`);
    if ((!made && !declared) || (made && made.values === undefined)) return undefined;
    return new Set([...(made?.values ?? []).map(({ key }) => key), ...(declared ?? []).flat()]);
  }

  /** Keys of a ConfigMap; undefined if there is no such ConfigMap. */
  configMapKeys(namespace: string, name: string): Set<string> | undefined {
    const made = this.find('ConfigMap', namespace, name);
    return made && new Set(keysOf(made, 'data', 'binaryData'));
  }
}

function keysOf(manifest: Manifest | undefined, ...parts: readonly string[]): string[] {
  return parts.flatMap((part) => fields(manifest, part).map(([key]) => key));
}

function templateOf(owner: Manifest): PodTemplate[] {
  const path = TEMPLATES.get(owner.kind);
  if (path === undefined) return [];
  const template = get(owner, ...path);
  const spec = get(template, 'spec');
  const specPath = [...path, 'spec'].join('.');
  const containers: Container[] = [];
  const result: PodTemplate = {
    owner,
    namespace: namespaceOf(owner),
    path: specPath,
    labels: strings(template, 'metadata', 'labels'),
    annotations: strings(template, 'metadata', 'annotations'),
    spec,
    containers,
  };
  for (const part of ['initContainers', 'containers']) {
    items(spec, part).forEach((container, index) => {
      const name = text(container, 'name') ?? String(index);
      const init = part === 'initContainers' && text(container, 'restartPolicy') !== 'Always';
      containers.push({ template: result, name, path: `${specPath}.${part}[${name}]`, init, spec: container });
    });
  }
  return [result];
}
