import { App, Chart } from 'cdk8s';
import { type Cluster, type Edge, Namespace, NetworkEndpoint } from '../../lib';
import { identity, type Json, listAt, type Manifest, valueAt } from '../../lib/checker/manifest/manifest';
import { ExistingObject } from '../../lib/constructs/secret/existing-object';
import { manifestsOf, problemsOf } from '../../lib/synthesis/manifests';
import { toFolder } from '../../lib/synthesis/rendered-folder';

export const CLUSTER: Cluster = {
  kubernetes: '1.34',
  ingress: { className: 'nginx', namespace: 'ingress-nginx' },
};

/** The same cluster before Kubernetes had a `sleep` hook. */
export const OLD_CLUSTER: Cluster = { ...CLUSTER, kubernetes: '1.29' };

/** A program in small: charts by the name of their file, namespaces in a chart of their own. */
export class Program {
  private readonly app = new App();
  private readonly charts: Record<string, Chart> = {};

  constructor(private readonly cluster = CLUSTER) {}

  chart(file: string, id = file): Chart {
    const chart = this.charts[file] ?? new Chart(this.app, id);
    this.charts[file] = chart;
    return chart;
  }

  namespace(name: string): Namespace {
    return new Namespace(this.chart('namespaces'), name, { name, cluster: this.cluster });
  }

  /** Every refusal, as a person reads it. */
  get problems(): string[] {
    return problemsOf(this.app);
  }

  /** The names of the files, in apply order. */
  get files(): string[] {
    return [...manifestsOf(this.charts).keys()];
  }

  /** The texts of the files, by name. */
  get texts(): ReadonlyMap<string, string> {
    return toFolder(manifestsOf(this.charts), 'test');
  }

  /** The objects of a chart, each by kind, namespace and name. */
  objects(file: string): string[] {
    return this.manifests
      .filter(([name]) => name.endsWith(`-${file}.k8s.yaml`))
      .flatMap(([, manifests]) => manifests.map(identity));
  }

  /** The object of this identity: `Deployment shop/api`. */
  find(object: string): Manifest {
    const all = this.manifests.flatMap(([, manifests]) => manifests);
    const found = all.find((manifest) => identity(manifest) === object);
    if (found === undefined) throw new Error(`${object} is not rendered, only ${all.map(identity).join(', ')}`);
    return found;
  }

  /** The pods that an object runs: their metadata and their spec. */
  pods(object: string): Json | undefined {
    return valueAt(this.find(object), 'spec', 'template');
  }

  /** The container in which an object runs its program. */
  container(object: string): Json | undefined {
    return listAt(this.pods(object), 'spec', 'containers')[0];
  }

  /** Who is declared to talk to whom. */
  get edges(): Edge[] {
    const endpoints = this.app.node.findAll().filter((construct) => construct instanceof NetworkEndpoint);
    return endpoints.flatMap(({ edges }) => edges);
  }

  /** The Secrets and ConfigMaps that somebody else has to put in place, and their keys. */
  get promised(): Record<string, readonly string[]> {
    const objects = this.app.node.findAll().filter((construct) => construct instanceof ExistingObject);
    return Object.fromEntries(objects.map(({ namespace, name, keys }) => [`${namespace}/${name}`, keys]));
  }

  /** Every object, in apply order. */
  get all(): Manifest[] {
    return this.manifests.flatMap(([, manifests]) => manifests);
  }

  private get manifests(): [string, Manifest[]][] {
    return [...manifestsOf(this.charts)];
  }
}
