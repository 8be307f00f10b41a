import type { k8s } from '../../kubernetes';
import type { Image } from '../../values/image';
import type { Peer } from '../../values/peer';
import { type Resources, resourceRequirements } from '../../values/resources';
import { RESTRICTED_CONTAINER } from '../workload/pod-security';
import { DUMPS } from './dump-script';

/** Where dumps lie from one run to the next, as the pods see it that write and read them. */
export interface DumpPlace {
  /** What is mounted where a dump is written, and read. */
  readonly volume: Omit<k8s.Volume, 'name'>;
  /** What becomes of a dump once it is whole, one after the other. */
  readonly afterDump: readonly k8s.Container[];
  /** What brings a dump to where it is read. */
  readonly beforeRestore: readonly k8s.Container[];
  /** What the pods have to reach for it. @default nothing */
  readonly peer?: { readonly peer: Peer; readonly port: number };
}

export const DUMP_VOLUME = 'dumps';

/** What a step needs beside its image: dumps in a folder, and no rights. */
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
