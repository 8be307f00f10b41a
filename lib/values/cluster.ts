import type { KubernetesVersion } from '../checker/kubernetes/kubernetes-version';
import type { Entrances } from './entrance';
import type { LargestContainer } from './resources';

/**
 * The facts about a cluster that manifests depend on. With both `ingress` and `gateway`, each exposed service has routes for
 * both: for the days of a move.
 */
export interface Cluster extends Entrances {
  /** The oldest Kubernetes version of the nodes and the API server. Fields of a newer version are not rendered. */
  readonly kubernetes: KubernetesVersion;
  /**
   * Allow images that no registry serves, imported into the nodes, and values of Secrets in manifests. Set true for the
   * cluster of one developer only.
   *
   * @default false
   */
  readonly importedImages?: boolean;
  /**
   * The Secrets with the credentials of private registries, by name. Each namespace with workloads holds each Secret, of type
   * `kubernetes.io/dockerconfigjson`.
   *
   * @default none: images are public, or the nodes have credentials
   */
  readonly imagePullSecrets?: readonly string[];
  /** The most that one container may request, or be limited to. @default 16 CPUs and 64Gi */
  readonly largestContainer?: LargestContainer;
}
