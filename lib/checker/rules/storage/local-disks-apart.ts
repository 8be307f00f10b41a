import { identity, type Json, listAt, type Manifest, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Two volumes are no one place of a node, and no one disk of a cloud. */
export const localDisksApart: Rule = {
  id: 'local-disks-apart',
  answer: 'risk',
  why: 'the API server knows no disk: two volumes of one place give the same files to two claims, and the disk that was meant has no volume',
  example:
    'PersistentVolume disk-2: spec.nodeAffinity: expected another place than that of PersistentVolume disk-1, received "/mnt/ssd" on node-1 [local-disks-apart]',
  about: ['volumeHandle', 'nodeAffinity'],
  check: (bundle) => {
    const first = new Map<string, Manifest>();
    return bundle.ofKind('PersistentVolume').flatMap((object): Finding[] => {
      const place = placeOf(object);
      if (place === undefined) return [];
      const other = first.get(place.key);
      if (other === undefined) first.set(place.key, object);
      // Two volumes for two namespaces, which many may read, are one share on purpose.
      if (other === undefined || isShared(object) || isShared(other)) return [];
      const expected = `another place than that of ${identity(other)}`;
      return [{ object, field: place.field, expected, received: place.says }];
    });
  },
};

const isShared = (volume: Manifest): boolean =>
  listAt(volume, 'spec', 'accessModes').some((mode) => /Many$/.test(String(mode)));

/** A place that has one disk alone. A path of any node is no such place. */
function placeOf(volume: Manifest): { key: string; field: string; says: string } | undefined {
  const handle = stringAt(volume, 'spec', 'csi', 'volumeHandle');
  if (handle !== undefined) {
    const key = `${stringAt(volume, 'spec', 'csi', 'driver')} ${handle}`;
    return { key, field: 'spec.csi.volumeHandle', says: quoted(handle) };
  }
  const path = stringAt(volume, 'spec', 'local', 'path');
  const node = nodeOf(valueAt(volume, 'spec', 'nodeAffinity', 'required'));
  if (path === undefined || node === undefined) return undefined;
  return { key: `${node} ${path.replace(/\/+$/, '')}`, field: 'spec.nodeAffinity', says: `${quoted(path)} on ${node}` };
}

/** The one node of a volume. */
function nodeOf(required: Json | undefined): string | undefined {
  const [term, ...others] = listAt(required, 'nodeSelectorTerms');
  const [node, ...more] = listAt(term, 'matchExpressions').filter(
    (each) => stringAt(each, 'key') === 'kubernetes.io/hostname' && stringAt(each, 'operator') === 'In',
  );
  const values = listAt(node, 'values');
  return others.length === 0 && more.length === 0 && values.length === 1 ? String(values[0]) : undefined;
}
