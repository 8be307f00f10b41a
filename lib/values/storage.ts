import type { Size } from 'cdk8s';
import { k8s } from '../kubernetes';
import { checkSubdomain } from './name';
import { checkSize } from './resources';

/**
 * A disk: the size and the StorageClass of a PersistentVolumeClaim. Kubernetes lets a claim grow, and rejects any other
 * change (https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims).
 */
export interface Storage {
  /** The size of the disk, above zero. */
  readonly size: Size;
  /** The name of the StorageClass. @default the default StorageClass of the cluster */
  readonly storageClassName?: string;
}

/**
 * Refuses a size of zero, and an invalid name of a StorageClass. With an empty name, Kubernetes creates no disk for the
 * claim (https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1).
 */
export function checkStorage(field: string, { size, storageClassName }: Storage): string[] {
  return [
    ...checkSize(`${field}.size`, size),
    ...(storageClassName === undefined ? [] : checkSubdomain(`${field}.storageClassName`, storageClassName)),
  ];
}

/** Renders the claim that a StatefulSet creates for each pod. */
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
