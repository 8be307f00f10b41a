import type { Size } from 'cdk8s';
import { checkSubdomain } from './name';
import { checkSize } from './resources';

/** A disk of its own for each replica. Kubernetes lets it grow, and refuses any other change. */
export interface Storage {
  readonly size: Size;
  /** @default the cluster's default StorageClass */
  readonly storageClassName?: string;
}

/** Refuses a disk of no size, and a StorageClass without a name: to Kubernetes, that means no disk at all. */
export function checkStorage(field: string, { size, storageClassName }: Storage): string[] {
  return [
    ...checkSize(`${field}.size`, size),
    ...(storageClassName === undefined ? [] : checkSubdomain(`${field}.storageClassName`, storageClassName)),
  ];
}
