import type { Edge } from './connection';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from './kubernetes/kubernetes-version';

/** An object that exists, or may exist, without a manifest. */
export interface KnownObject {
  readonly kind: string;
  /** Empty for a cluster-wide kind. */
  readonly namespace: string;
  readonly name: string;
  /** The keys in use, of a Secret or a ConfigMap. */
  readonly keys?: readonly string[];
}

/** The part of a cluster that manifests rely on and do not create. */
export interface KnownCluster {
  /** The oldest Kubernetes version of the cluster. */
  readonly kubernetes: KubernetesVersion;
  /** Secrets of other makers, each with the keys in use. */
  readonly secrets: readonly { readonly namespace: string; readonly name: string; readonly keys: readonly string[] }[];
  /** Namespaces that exist already, beside the namespaces of every cluster. */
  readonly namespaces: readonly string[];
  /** The objects that somebody confirmed. @default every object is declared, and an object that is missing is an error */
  readonly assumed?: readonly KnownObject[];
  /** True if the nodes hold images without a registry. */
  readonly importedImages: boolean;
  /** False if no manifest may hold the value of a Secret. @default true */
  readonly secretValues?: boolean;
  /** The declared connections. @default unknown, and the rules on declared edges do not apply */
  readonly edges?: readonly Edge[];
}

/** A cluster without any known fact: the cluster of manifests from elsewhere. */
export const UNKNOWN_CLUSTER: KnownCluster = {
  kubernetes: KUBERNETES_VERSIONS[KUBERNETES_VERSIONS.length - 1] ?? '1.34',
  secrets: [],
  namespaces: [],
  assumed: [],
  importedImages: false,
};
