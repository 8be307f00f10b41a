import type { Edge } from './connection';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from './kubernetes/kubernetes-version';

/** The part of a cluster that manifests rely on and do not create. */
export interface KnownCluster {
  /** The oldest Kubernetes version of the cluster. */
  readonly kubernetes: KubernetesVersion;
  /** Secrets that somebody else creates, each with the keys in use. */
  readonly secrets: readonly { readonly namespace: string; readonly name: string; readonly keys: readonly string[] }[];
  /** Namespaces that exist already, beside those of every cluster. */
  readonly namespaces: readonly string[];
  /** Whether the nodes hold images that no registry serves. */
  readonly importedImages: boolean;
  /** Whether manifests may hold values of Secrets, as on one developer's cluster. @default true */
  readonly secretValues?: boolean;
  /** The declared connections. @default unknown, and the rules on declared edges do not apply */
  readonly edges?: readonly Edge[];
}

/** A cluster without any known fact: the cluster of manifests from elsewhere. */
export const UNKNOWN_CLUSTER: KnownCluster = {
  kubernetes: KUBERNETES_VERSIONS[KUBERNETES_VERSIONS.length - 1] ?? '1.34',
  secrets: [],
  namespaces: [],
  importedImages: false,
};
