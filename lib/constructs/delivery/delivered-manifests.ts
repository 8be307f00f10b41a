import type { Manifest } from '../../checker/manifest/manifest';

/** What a GitOps tool applies: the manifests of one environment on one cluster. */
export interface DeliveredManifests {
  /** The name of the environment's folder. */
  readonly environment: string;
  /** The name of the cluster. Undefined for an environment on one cluster. */
  readonly cluster: string | undefined;
  /** The manifests, by the files of the folder. */
  readonly files: ReadonlyMap<string, readonly Manifest[]>;
}
