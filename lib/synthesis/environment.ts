import type { Suppression } from '../checker/suppression';
import type { Cluster } from '../values/cluster';
import type { Image } from '../values/image';

/**
 * The fields of an environment that synthesis and the command line read. A product extends the interface with the
 * fields that the charts of the product read.
 */
export interface Environment {
  /** The cluster of the environment. */
  readonly cluster: Cluster;
  /** The image of each system, for `--tag system=tag`. @default none, and `--tag` is refused */
  readonly images?: Readonly<Record<string, Image>>;
  /** The findings to suppress, each with a reason. @default none */
  readonly suppressions?: readonly Suppression[];
}
