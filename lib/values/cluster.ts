import type { KubernetesVersion } from '../checker/kubernetes/kubernetes-version';
import type { LargestContainer } from './resources';

/** The facts about a cluster that manifests depend on. */
export interface Cluster {
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
  /** The ingress-nginx controller that serves Ingress objects. */
  readonly ingress: {
    /** The name of the controller's IngressClass, a DNS label. */
    readonly className: string;
    /** The namespace of the controller, a DNS label. Only pods of this namespace may send web traffic to services. */
    readonly namespace: string;
  };
}
