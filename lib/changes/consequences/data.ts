import type { PodTemplate } from '../../checker/bundle/bundle';
import { mounts } from '../../checker/bundle/containers/pod-volumes';
import { listAt, stringAt } from '../../checker/manifest/manifest';
import { quantity } from '../../checker/manifest/quantity';
import { dataStaysReadable } from '../../checker/rules/updates/data-stays-readable';
import { noLostData } from '../../checker/rules/updates/no-lost-data';
import { storageOnlyGrows } from '../../checker/rules/updates/storage-only-grows';
import { causesOf } from '../cause';
import type { Comparison } from '../comparison';
import type { Consequence, Effect } from '../consequence';
import { effectsOfFields, type FieldEffect } from '../field-effects';
import { effectsOfRules } from '../rule-effects';
import { templateOf } from '../settings';

/** Fields that say how long disks live, and how much they hold. */
const DISKS: readonly FieldEffect[] = [
  {
    field: /ersistentVolumeClaimRetentionPolicy\.|VolumeReclaimPolicy$/,
    when: ({ now }) => now === 'Delete',
    says: 'Kubernetes deletes the disks together with the pods or the claim from now on',
  },
  {
    field: /^spec\.volumeClaimTemplates\[.*\.requests\.storage$/,
    when: ({ before, now }) => (quantity(now) ?? 0) < (quantity(before) ?? 0),
    says: 'no disk shrinks: a smaller one is new and empty',
  },
];

/** Data that is lost, that nobody can read, or that gets less room. */
export const data: Consequence = {
  id: 'data',
  why: 'a deleted disk does not come back, and a program over another disk starts empty without a word',
  example:
    'data: Deployment shop/files: /data is on another disk or on none: the program starts without the data of claim uploads\n  spec.template.spec.volumes[data].persistentVolumeClaim.claimName: "uploads" → "files"',
  effects: (comparison) => [
    ...effectsOfRules(comparison, [noLostData, dataStaysReadable, storageOnlyGrows]),
    ...otherDisks(comparison),
    ...effectsOfFields(comparison, DISKS),
  ],
};

/** Mounts of a claim that lead to another claim or to none. */
function otherDisks(comparison: Comparison): Effect[] {
  return comparison.changed.flatMap((pair): Effect[] => {
    const [before, after] = [templateOf(comparison.before, pair.before), templateOf(comparison.after, pair.after)];
    if (!before || !after) return [];
    const now = claimsByPath(after);
    return [...claimsByPath(before)]
      .filter(([path, claim]) => now.get(path) !== claim)
      .map(([path, claim]) => ({
        object: pair.after,
        says: `${path} is on another disk or on none: the program starts without the data of claim ${claim}`,
        causes: causesOf(comparison, pair.after, /\.(volumes|volumeMounts)\b/),
      }));
  });
}

function claimsByPath(template: PodTemplate): ReadonlyMap<string, string> {
  const claims = new Map(
    listAt(template.spec, 'volumes').flatMap((volume) => {
      const claim = stringAt(volume, 'persistentVolumeClaim', 'claimName');
      return claim === undefined ? [] : [[stringAt(volume, 'name'), claim] as const];
    }),
  );
  const found = template.containers.flatMap(mounts).flatMap(({ volume, mountPath }) => {
    const claim = claims.get(volume);
    return claim === undefined ? [] : [[mountPath, claim] as const];
  });
  return new Map(found);
}
