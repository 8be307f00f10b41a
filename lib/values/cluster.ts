import type { KubernetesVersion } from '../checker/kubernetes/kubernetes-version';

/** What an environment's cluster offers to those who run on it. */
export interface Cluster {
  /** The oldest version that a node or the API server may have. Newer fields than it knows are never rendered. */
  readonly kubernetes: KubernetesVersion;
  /** Whether its nodes hold images that no registry serves. @default false */
  readonly importedImages?: boolean;
  /** The ingress-nginx controller that serves Ingress objects. */
  readonly ingress: {
    /** The IngressClass it answers to. */
    readonly className: string;
    /** The namespace it runs in: the only one from which web traffic is let in. */
    readonly namespace: string;
  };
}
