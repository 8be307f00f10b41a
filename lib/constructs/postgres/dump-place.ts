import type { Endpoint } from '../../checker/connection';
import type { k8s } from '../../kubernetes';
import type { Image } from '../../values/image';
import { type Resources, resourceRequirements } from '../../values/resources';
import { RESTRICTED_CONTAINER } from '../workload/pod-security';
import { DUMPS } from './dump-script';

/** The place of dumps between two runs, as seen from the pods. */
export interface DumpPlace {
  /** The volume to mount for a dump. */
  readonly volume: Omit<k8s.Volume, 'name'>;
  /** The containers after a whole dump, in order. */
  readonly afterDump: readonly k8s.Container[];
  /** The containers to fetch a dump before a restore. */
  readonly beforeRestore: readonly k8s.Container[];
  /** The servers of the dumps, for the NetworkPolicy of the pods. */
  readonly servers: readonly { readonly peer: Endpoint; readonly port: number }[];
}

export const DUMP_VOLUME = 'dumps';

/** A container with the folder of the dumps and no rights. */
export function dumpStep(name: string, image: Image, resources: Resources): k8s.Container {
  return {
    name,
    image: image.reference,
    imagePullPolicy: image.pullPolicy,
    resources: resourceRequirements(resources),
    securityContext: RESTRICTED_CONTAINER,
    volumeMounts: [{ name: DUMP_VOLUME, mountPath: DUMPS }],
  };
}
