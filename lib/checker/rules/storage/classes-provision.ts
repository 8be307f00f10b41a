import type { Bundle } from '../../bundle/bundle';
import { entryOf } from '../../manifest/entry-of';
import { entryPath } from '../../manifest/field-path';
import { entriesAt, identity, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { nearest } from '../../problem';
import { CLASS_PARAMETERS, FILE_SYSTEMS } from '../../programs/class-parameters';
import { type Finding, quoted, type Rule } from '../../rule';

/** A StorageClass has a volume for a claim, or a driver that can make the volume. */
export const classesProvision: Rule = {
  id: 'classes-provision',
  answer: 'broken',
  why: 'a driver refuses a parameter that it does not know, and a class without a driver has the volumes that somebody made: the claim stays Pending, and so do its pods',
  example:
    'StorageClass fast: parameters.type: expected one of io1, io2, gp2, gp3, sc1, st1, standard, sbp1, sbg1, received "gp4"; did you mean "gp2"? [classes-provision]',
  about: ['StorageClass', 'dataSource'],
  check: (bundle) => [
    ...bundle.ofKind('StorageClass').flatMap((each) => [...misread(each), ...unmade(bundle, each)]),
    ...bundle.ofKind('PersistentVolumeClaim').flatMap((claim) => shrunk(bundle, claim)),
  ],
};

function misread(object: Manifest): Finding[] {
  const known = entryOf(CLASS_PARAMETERS, stringAt(object, 'provisioner') ?? '') ?? {};
  return entriesAt(object, 'parameters').flatMap(([name, value]): Finding[] => {
    const isSystem = name === 'csi.storage.k8s.io/fstype';
    const words = isSystem ? FILE_SYSTEMS : entryOf(known, name)?.split(' ');
    if (words === undefined || words.some((word) => word.toLowerCase() === String(value).toLowerCase())) return [];
    const meant = nearest(String(value), words);
    // A driver may know a file system of its own.
    if (isSystem && meant === undefined) return [];
    const field = entryPath('parameters', name);
    return [{ object, field, expected: `one of ${words.join(', ')}`, received: quoted(value), meant }];
  });
}

/** https://kubernetes.io/docs/concepts/storage/storage-classes/#local: with volumes of other classes, no tool makes the volumes. */
function unmade(bundle: Bundle, storage: Manifest): Finding[] {
  const { name } = storage.metadata;
  const volumes = bundle.ofKind('PersistentVolume');
  if (stringAt(storage, 'provisioner') !== 'kubernetes.io/no-provisioner' || volumes.length === 0) return [];
  if (volumes.some((each) => stringAt(each, 'spec', 'storageClassName') === name)) return [];
  return bundle
    .ofKind('PersistentVolumeClaim')
    .filter((claim) => stringAt(claim, 'spec', 'storageClassName') === name)
    .map((object) => ({
      object,
      field: 'spec.storageClassName',
      expected: `the class of a PersistentVolume, since StorageClass ${name} has no driver`,
      received: quoted(name),
    }));
}

/** A clone is at least as large as its source: https://kubernetes.io/docs/concepts/storage/volume-pvc-datasource/ */
function shrunk(bundle: Bundle, object: Manifest): Finding[] {
  const [kind, name] = [stringAt(object, 'spec', 'dataSource', 'kind'), stringAt(object, 'spec', 'dataSource', 'name')];
  const source = kind === 'PersistentVolumeClaim' ? bundle.find(kind, namespaceOf(object), name ?? '') : undefined;
  const sizeOf = (claim: Manifest | undefined) => valueAt(claim, 'spec', 'resources', 'requests', 'storage');
  const [own, least] = [quantity(sizeOf(object)), quantity(sizeOf(source))];
  if (source === undefined || own === undefined || least === undefined || own >= least) return [];
  const expected = `at least ${quoted(sizeOf(source))}, the size of ${identity(source)}`;
  return [{ object, field: 'spec.resources.requests.storage', expected, received: quoted(sizeOf(object)) }];
}
