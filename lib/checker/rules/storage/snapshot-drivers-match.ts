import type { Bundle } from '../../bundle/bundle';
import { claimTemplates, volumeNamed } from '../../bundle/workloads/claims';
import { type Json, type Manifest, named, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { type Finding, quoted, type Rule } from '../../rule';

/** The class of a snapshot, or of the attributes of a volume, is of the driver that made the volume. */
export const snapshotDriversMatch: Rule = {
  id: 'snapshot-drivers-match',
  answer: 'broken',
  why: 'a driver takes snapshots of its own volumes alone: with a class of another driver, no snapshot is made, and an update goes on without a copy',
  example:
    'VolumeSnapshotClass daily: driver: expected "ebs.csi.aws.com", the driver of PersistentVolumeClaim default/data, received "pd.csi.storage.gke.io" [snapshot-drivers-match]',
  about: ['VolumeSnapshotClass', 'VolumeAttributesClass'],
  check: (bundle) =>
    USES.flatMap(({ of, claim, classOf, kind, field }) =>
      bundle.ofKind(of).flatMap((object): Finding[] => {
        const name = stringAt(object, ...claim) ?? '';
        const made = bundle.ofKind(kind).find(({ metadata }) => metadata.name === stringAt(object, ...classOf));
        const driver = driverOf(bundle, namespaceOf(object), name);
        const received = stringAt(made, field);
        if (made === undefined || driver === undefined || received === undefined || received === driver) return [];
        const expected = `${quoted(driver)}, the driver of ${named('PersistentVolumeClaim', namespaceOf(object), name)}`;
        return [{ object: made, field, expected, received: quoted(received) }];
      }),
    ),
};

interface Use {
  readonly of: string;
  readonly claim: readonly string[];
  readonly classOf: readonly string[];
  readonly kind: string;
  readonly field: string;
}

const SNAPSHOT = { kind: 'VolumeSnapshotClass', field: 'driver' };
const USES: readonly Use[] = [
  // https://kubernetes.io/docs/concepts/storage/volume-snapshots/
  {
    of: 'VolumeSnapshot',
    claim: ['spec', 'source', 'persistentVolumeClaimName'],
    classOf: ['spec', 'volumeSnapshotClassName'],
    ...SNAPSHOT,
  },
  // https://volsync.readthedocs.io/en/stable/usage/
  ...['restic', 'rsync', 'rsyncTLS', 'rclone'].map((mover) => ({
    of: 'ReplicationSource',
    claim: ['spec', 'sourcePVC'],
    classOf: ['spec', mover, 'volumeSnapshotClassName'],
    ...SNAPSHOT,
  })),
  // https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/
  {
    of: 'PersistentVolumeClaim',
    claim: ['metadata', 'name'],
    classOf: ['spec', 'volumeAttributesClassName'],
    kind: 'VolumeAttributesClass',
    field: 'driverName',
  },
];

/** The driver of a claim: of its volume, of its class, or of the only default class. A driver of Kubernetes itself may stand for another. */
function driverOf(bundle: Bundle, namespace: string, name: string): string | undefined {
  const claim = bundle.find('PersistentVolumeClaim', namespace, name);
  const spec = valueAt(claim, 'spec') ?? templates(bundle).get(`${namespace}/${name.replace(/-\d+$/, '')}`);
  if (spec === undefined) return undefined;
  const volume = claim && volumeNamed(bundle, claim);
  const [own, ...others] = defaults(bundle);
  const written = stringAt(spec, 'storageClassName');
  const made = written === undefined && others.length === 0 ? own : bundle.find('StorageClass', '', written ?? '');
  const driver = volume ? stringAt(volume, 'spec', 'csi', 'driver') : stringAt(made, 'provisioner');
  return driver?.startsWith('kubernetes.io/') ? undefined : driver;
}

const defaults = once((bundle: Bundle): readonly Manifest[] =>
  bundle
    .ofKind('StorageClass')
    .filter(
      (each) => stringAt(each, 'metadata', 'annotations', 'storageclass.kubernetes.io/is-default-class') === 'true',
    ),
);

/** The claim templates of StatefulSets, by the name of each claim without the number of the pod. */
const templates = once(
  (bundle: Bundle): ReadonlyMap<string, Json | undefined> =>
    new Map(
      bundle
        .ofKind('StatefulSet')
        .flatMap((set) =>
          claimTemplates(set).map(
            ({ name, spec }) => [`${namespaceOf(set)}/${name}-${set.metadata.name}`, spec] as const,
          ),
        ),
    ),
);
