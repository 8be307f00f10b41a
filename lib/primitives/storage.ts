import type { Size } from 'cdk8s';

/** A disk of its own for each replica. Kubernetes lets it grow, and refuses any other change. */
export interface Storage {
  readonly size: Size;
  /** @default the cluster's default StorageClass */
  readonly storageClassName?: string;
}
