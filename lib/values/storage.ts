import type { Size } from 'cdk8s';
import { k8s } from '../kubernetes';
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

/** The claim that a StatefulSet makes for each of its pods. */
export function volumeClaimTemplate(
  name: string,
  { size, storageClassName }: Storage,
): k8s.KubePersistentVolumeClaimProps {
  return {
    metadata: { name },
    spec: {
      accessModes: ['ReadWriteOnce'],
      ...(storageClassName !== undefined && { storageClassName }),
      resources: { requests: { storage: k8s.Quantity.fromString(size.asString()) } },
    },
  };
}
