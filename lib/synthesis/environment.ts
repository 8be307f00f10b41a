import type { Suppression } from '../checker/suppression';
import type { Cluster } from '../values/cluster';
import type { Delivery } from '../values/delivery';
import type { Image } from '../values/image';

/**
 * The fields of an environment that synthesis and the command line read. A product extends the interface with the
 * fields that the charts of the product read.
 */
export interface Environment {
  /**
   * The name for namespaces and the like, where the folder has another: `prod` for `prod-seoul` and `prod-tokyo`.
   *
   * @default the name of the folder
   */
  readonly name?: string;
  /** The cluster of the environment. */
  readonly cluster: Cluster;
  /** The GitOps tool that applies the manifests. @default none: somebody runs kubectl */
  readonly delivery?: Delivery;
  /** The image of each system, for `--tag system=tag`. @default none, and `--tag` is refused */
  readonly images?: Readonly<Record<string, Image>>;
  /** The findings to suppress, each with a reason. @default none */
  readonly suppressions?: readonly Suppression[];
}

/** An environment that stands on several clusters, by the name of each. */
export type OnClusters<E extends Environment> = Omit<E, 'cluster' | 'name'> & {
  /** The clusters by name: each gets a folder of manifests. */
  readonly clusters: Readonly<Record<string, E['cluster']>>;
};

/**
 * The same environment on each of its clusters, with a folder of manifests for each: `onClusters('prod', prod)` is
 * `{ 'prod-seoul': …, 'prod-tokyo': … }` for the clusters `seoul` and `tokyo`. Namespaces, hosts and Secrets are the same.
 */
export function onClusters<S extends { readonly clusters: Readonly<Record<string, Cluster>> }>(
  name: string,
  { clusters, ...environment }: S,
): Readonly<
  Record<string, Omit<S, 'clusters'> & { readonly cluster: S['clusters'][keyof S['clusters']]; readonly name: string }>
> {
  const entries = Object.entries(clusters).map(([cluster, facts]) => {
    return [`${name}-${cluster}`, { ...environment, cluster: facts, name }];
  });
  return Object.fromEntries(entries);
}
