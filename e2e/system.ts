import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Edge, type Image, Password, UserError } from '../lib';
import { Bundle, type Manifest } from '../lib/checker';
import type { PodTemplate } from '../lib/checker/bundle/bundle';
import { listAt, numberAt, stringAt, stringsAt, valueAt } from '../lib/checker/manifest/manifest';
import { knownCluster } from '../lib/synthesis/cluster-needs';
import { manifestsOf, problemsOf } from '../lib/synthesis/manifests';
import { toFolder } from '../lib/synthesis/rendered-folder';
import { assemble } from '../lib/wealist/charts';
import type { Environment } from '../lib/wealist/environments/environment';

/** A service that the ingress controller may call. */
export interface Exposed {
  readonly name: string;
  readonly namespace: string;
  /** The path of the readiness probe, behind the Service. */
  readonly url: string;
}

/** An environment as a run applies it: with passwords that the run makes where the program knows none. */
export class System {
  readonly edges: readonly Edge[];
  readonly bundle: Bundle;
  readonly namespaces: readonly string[];
  /** The namespace of whatever lets web traffic in. */
  readonly entrance: string;
  private readonly environment: Environment;

  constructor(
    private readonly name: string,
    environment: Environment,
    /** The folder of everything that is rendered. */
    private readonly folder: string,
  ) {
    this.environment = withPasswords(environment);
    const charts = assemble(name, this.environment);
    this.bundle = new Bundle([...manifestsOf(charts).values()].flat());
    this.edges = knownCluster(this.environment, charts).edges ?? [];
    this.namespaces = this.bundle.ofKind('Namespace').map(({ metadata }) => metadata.name);
    const { ingress, gateway } = this.environment.cluster;
    this.entrance = ingress?.namespace ?? gateway?.dataPlane.namespace ?? 'default';
  }

  /** Writes the manifests, as `npm run synth` does. Returns the folder. */
  asDeclared(): string {
    return this.write('declared', this.environment);
  }

  /** Writes the manifests with another value of a ConfigMap. */
  withOtherConfiguration(): string {
    const { helloWorld } = this.environment;
    const logLevel = helloWorld.logLevel === 'info' ? 'debug' : 'info';
    return this.write('configuration', { ...this.environment, helloWorld: { ...helloWorld, logLevel } } as Environment);
  }

  /** Writes the manifests with other tags of images. */
  withTags(tags: ReadonlyMap<string, string>): string {
    const images = Object.entries(this.environment.images).map(([system, image]: [string, Image]) => {
      const tag = tags.get(system);
      return [system, tag === undefined ? image : image.at(tag)];
    });
    return this.write('tags', { ...this.environment, images: Object.fromEntries(images) } as Environment);
  }

  /** The workloads whose pods run all the time. */
  get workloads(): PodTemplate[] {
    return this.bundle.templates.filter(({ owner }) => ['Deployment', 'StatefulSet'].includes(owner.kind));
  }

  /** The services that the ingress controller may call, each behind its Service. */
  get exposed(): Exposed[] {
    return this.bundle.ofKind('Service').flatMap(({ metadata: { name, namespace = '' }, spec }: Manifest) => {
      const [template] = this.bundle.select(namespace, stringsAt(spec, 'selector'));
      const calls = this.edges.some(
        ({ from, to }) => from.namespace === this.entrance && !to.cidrs && to.namespace === namespace,
      );
      if (!template || !calls) return [];
      const probe = template.containers.map((container) =>
        valueAt(container.spec, 'readinessProbe', 'httpGet', 'path'),
      );
      const port = numberAt(listAt(spec, 'ports')[0], 'port');
      const url = `http://${name}.${namespace}.svc.cluster.local:${port}${stringAt(probe[0]) ?? '/'}`;
      return [{ name: template.owner.metadata.name, namespace, url }];
    });
  }

  private write(name: string, environment: Environment): string {
    const charts = assemble(this.name, environment);
    const problems = problemsOf(charts.namespaces.node.root);
    if (problems.length > 0) throw new UserError(problems);
    const folder = path.join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of toFolder(manifestsOf(charts), this.name)) writeFileSync(path.join(folder, file), text);
    return folder;
  }
}

/** A store or somebody else has the passwords of a shared environment. A run on a test cluster makes its own. */
function withPasswords(environment: Environment): Environment {
  if (environment.cluster.importedImages) return environment;
  const password = Password.literal(randomBytes(24).toString('hex'));
  const { redis, ...boardApi } = environment.boardApi;
  return {
    ...environment,
    databasePassword: password,
    boardApi: { ...boardApi, ...(redis && { redis: { ...redis, password } }) },
  } as unknown as Environment;
}
