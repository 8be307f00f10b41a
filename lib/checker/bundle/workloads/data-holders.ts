import { entryOf } from '../../manifest/entry-of';
import { listAt, type Manifest } from '../../manifest/manifest';
import { operatedKind } from '../../operators';

/** What becomes of the data of objects that are gone, by kind. */
const FATES: Readonly<Record<string, string>> = {
  Namespace: 'who prunes it deletes all that it holds, its data and Secrets too',
  PersistentVolumeClaim: 'its data stays behind, or is deleted where the claim is pruned',
  StatefulSet: 'its claims carry its name, under another one it starts with empty disks',
};

/** What becomes of the data of an object that is gone. Undefined for a kind without data. */
export const fateOf = (manifest: Manifest): string | undefined =>
  operatedKind(manifest)?.data?.fate ?? entryOf(FATES, manifest.kind);

/** True for an object with data of its own, and for a Namespace, which may hold such objects. */
export function holdsData(manifest: Manifest): boolean {
  if (manifest.kind === 'StatefulSet') return listAt(manifest, 'spec', 'volumeClaimTemplates').length > 0;
  return fateOf(manifest) !== undefined;
}
