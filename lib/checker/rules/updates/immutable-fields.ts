import { refusedChanges, staysHeadless } from '../../kubernetes/immutable-fields';
import type { Change } from '../../manifest/changes';
import { entryOf } from '../../manifest/entry-of';
import { type Json, type Manifest, namespaceOf } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

const REMEDIES: Readonly<Record<string, string>> = {
  StatefulSet: 'delete the object with --cascade=orphan first, its pods and claims stay',
  PersistentVolume: 'give it a new name, and move the data',
  PersistentVolumeClaim: 'give it a new name, and move the data',
  Service: 'delete the object first, and an EndpointSlice that was applied for it, or give it a new name',
};

/** How the change is made nevertheless. */
function remedy({ kind }: Manifest, path: string): string {
  const known = entryOf(REMEDIES, kind) ?? 'delete the object first, or give it a new name';
  // A StatefulSet makes claims and never changes them.
  const disk = path.startsWith('spec.volumeClaimTemplates') && path.endsWith('.requests.storage');
  return disk ? `a disk grows with kubectl patch pvc; then ${known}` : known;
}

/** Fields that may be a password. */
const HIDDEN = /^data\.|\.env\[[^\]]*\]\.value$|\.(args|command)(\[\d+\])?$/;

/** What Kubernetes fixes when an object is created stays as it is. */
export const immutableFields: Rule = {
  id: 'immutable-fields',
  answer: 'broken',
  why: 'the API server refuses the whole object, or accepts it and keeps the field: the apply stops half-way, and what runs is neither the old nor the new',
  example:
    'StatefulSet shop/db: spec.serviceName: expected "db" as before: Kubernetes refuses to change it; delete the object with --cascade=orphan first, its pods and claims stay, received "database" [immutable-fields]',
  check: (bundle) =>
    (bundle.previous ?? []).flatMap((previous) => {
      const object = bundle.find(previous.kind, namespaceOf(previous), previous.metadata.name);
      if (!object) return [];
      return refusedChanges(previous, object, bundle.cluster.kubernetes).map((change) => ({
        object,
        field: change.path,
        expected: `${shown(change.path, change.before, 'the value')} as before: ${reason(change)}; ${remedy(object, change.path)}`,
        received: shown(change.path, change.now, 'another value'),
      }));
    }),
};

function reason(change: Change): string {
  if (!staysHeadless(change)) return 'Kubernetes refuses to change it';
  return 'Kubernetes keeps the Service headless, and the addresses of pods that it selected beside any new ones';
}

/** A value, or words for it if it may be a password or hold one. */
function shown(path: string, value: Json | undefined, words: string): string {
  const hidden = HIDDEN.test(path) || (path.startsWith('spec.template') && typeof value === 'object');
  return hidden && value !== undefined ? words : quoted(value);
}
