import type { Edge } from './connection';
import { type KubernetesVersion, NEWEST } from './kubernetes/kubernetes-version';
import type { Manifest } from './manifest/manifest';

/** An object that exists, or may exist, without a manifest. */
export interface KnownObject {
  readonly kind: string;
  /** Empty for a cluster-wide kind. */
  readonly namespace: string;
  readonly name: string;
  /** The keys in use, of a Secret or a ConfigMap. */
  readonly keys?: readonly string[];
}

/** A Secret or a ConfigMap with keys. */
interface KeyedObject {
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];
}

/** The part of a cluster that manifests rely on and do not create. */
export interface KnownCluster {
  /** The oldest Kubernetes version of the cluster. */
  readonly kubernetes: KubernetesVersion;
  /** Secrets of other makers, each with the keys in use. */
  readonly secrets: readonly KeyedObject[];
  /** ConfigMaps of other makers, each with the keys in use. @default none */
  readonly configMaps?: readonly KeyedObject[];
  /** Namespaces that exist already, beside the namespaces of every cluster. */
  readonly namespaces: readonly string[];
  /** The objects that somebody confirmed. @default none: an object that is missing is an error */
  readonly assumed?: readonly KnownObject[] | undefined;
  /** The CRDs that the cluster has. @default those of the manifests alone */
  readonly crds?: readonly Manifest[];
  /** True if the nodes hold images without a registry. */
  readonly importedImages: boolean;
  /** False if no manifest may hold the value of a Secret. @default true */
  readonly secretValues?: boolean;
  /** The Gateways of other makers, each with the names of its listeners. @default unknown */
  readonly gateways?: readonly {
    readonly namespace: string;
    readonly name: string;
    readonly listeners: readonly string[];
  }[];
  /** The declared connections. @default unknown, and the rules on declared edges do not apply */
  readonly edges?: readonly Edge[];
  /** The namespaces that are less closed on purpose. @default none */
  readonly lessClosed?: readonly LessClosedNamespace[];
}

/** A namespace that is less closed on purpose. */
export interface LessClosedNamespace {
  readonly namespace: string;
  /** `open`: no NetworkPolicy isolates the pods. @default closed: only declared traffic flows */
  readonly network?: 'open';
  /** The Pod Security standard of the pods. @default restricted */
  readonly podSecurity?: 'baseline';
  /** The reason. Each run prints the reason. */
  readonly reason: string;
}

/** A less closed namespace in one line. */
export function lessClosedLine({ namespace, network, podSecurity, reason }: LessClosedNamespace): string {
  const ways = [...(network ? ['network open'] : []), ...(podSecurity ? [`Pod Security ${podSecurity}`] : [])];
  return `less closed: Namespace ${namespace}: ${ways.join(', ')}: ${reason}`;
}

/** A cluster without any known fact: the cluster of manifests from elsewhere. */
export const UNKNOWN_CLUSTER: KnownCluster = {
  kubernetes: NEWEST,
  secrets: [],
  namespaces: [],
  assumed: [],
  importedImages: false,
};
