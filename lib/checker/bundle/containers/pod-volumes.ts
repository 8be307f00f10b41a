import { listItems } from '../../manifest/field-path';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Container, PodTemplate } from '../bundle';

/** A volume with a claim, and the path of the claim. */
export interface ClaimedVolume {
  readonly name: string;
  readonly path: string;
}

/** The volumes of a pod with lasting data: claim templates of a StatefulSet, and named claims. */
export function claimedVolumes({ owner, spec, path }: PodTemplate): ClaimedVolume[] {
  const made = owner.kind === 'StatefulSet' ? listAt(owner, 'spec', 'volumeClaimTemplates') : [];
  return [
    ...made.flatMap((claim) => {
      const name = stringAt(claim, 'metadata', 'name');
      return name === undefined ? [] : [{ name, path: `spec.volumeClaimTemplates[${name}]` }];
    }),
    ...listItems(spec, path, 'volumes').flatMap((volume) => {
      const name = stringAt(volume.item, 'name');
      const claimed = valueAt(volume.item, 'persistentVolumeClaim') !== undefined;
      return name === undefined || !claimed ? [] : [{ name, path: volume.path }];
    }),
  ];
}

/** A volume in the file system of a container. */
export interface Mount {
  readonly volume: string;
  /** Without a slash at the end. */
  readonly mountPath: string;
  /** True if a folder of the volume is mounted, not the root. */
  readonly folder: boolean;
  readonly readOnly: boolean;
  readonly path: string;
}

export const mounts = once(({ spec, path }: Container): readonly Mount[] =>
  listItems(spec, path, 'volumeMounts').flatMap((mount) => {
    const volume = stringAt(mount.item, 'name');
    const mountPath = stringAt(mount.item, 'mountPath');
    if (volume === undefined || mountPath === undefined) return [];
    const folder = [stringAt(mount.item, 'subPath'), stringAt(mount.item, 'subPathExpr')].some((sub) => sub);
    const readOnly = valueAt(mount.item, 'readOnly') === true;
    return [{ volume, mountPath: mountPath.replace(/(?<=.)\/+$/, ''), folder, readOnly, path: mount.path }];
  }),
);
