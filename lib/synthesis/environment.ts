import type { Suppression } from '../checker/suppression';
import type { Cluster } from '../values/cluster';
import type { Image } from '../values/image';

/**
 * The fields of an environment that synthesis and the command line read. The environments of a product have a type of
 * their own, with all that the charts of the product read beside these fields.
 */
export interface Environment {
  readonly cluster: Cluster;
  /** The image of each system, for `--tag system=tag`. @default none, and `--tag` is refused */
  readonly images?: Readonly<Record<string, Image>>;
  /** Findings that are right as they stand, each with a reason. @default none */
  readonly suppressions?: readonly Suppression[];
}
