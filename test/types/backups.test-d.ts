import { Duration } from 'cdk8s';
import { type ArchiveBackup, type Backup, type Bucket, Image, type PodIdentity, type Storage } from '../../lib';
import type { BucketFolder, KeyedBucket } from '../../lib/values/bucket';
import type { LocalEnvironment, SharedEnvironment } from '../../lib/wealist/environments/environment';
import { accept } from './accept';

declare const local: LocalEnvironment;
declare const shared: SharedEnvironment;
declare const storage: Storage;
declare const claim: Backup;
declare const plain: Omit<KeyedBucket, 'credentials' | 'folder' | 'identity'>;
declare const identity: PodIdentity;
const times = { schedule: '0 3 * * *', keep: Duration.days(14) };
const rclone = Image.tagged('rclone/rclone', '1.69.3');
const existing = { existing: { AWS_ACCESS_KEY_ID: 'ID', AWS_SECRET_ACCESS_KEY: 'KEY' } };
const literal = { literal: { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' } };
const folder = 'shop/prod';
const known: BucketFolder<typeof literal> = { ...plain, folder, credentials: literal };
const unknown: BucketFolder<typeof existing> = { ...plain, folder, credentials: existing };

/* Backup: to a claim, or to a bucket. */

accept<Backup>({ ...times, to: { claim: storage } });
accept<Backup>({ ...times, to: { bucket: unknown, rclone } });
accept<Backup>({ ...times, to: { bucket: { ...plain, folder, identity }, rclone } });
// @ts-expect-error dumps of two programs in one folder delete each other
accept<Backup>({ ...times, to: { bucket: { ...plain, credentials: existing }, rclone } });
// @ts-expect-error one place, not two
accept<Backup>({ ...times, to: { claim: storage, bucket: unknown, rclone } });
// @ts-expect-error a bucket is reached by rclone
accept<Backup>({ ...times, to: { bucket: unknown } });
// @ts-expect-error no rclone reaches a claim
accept<Backup>({ ...times, to: { claim: storage, rclone } });
// @ts-expect-error somewhere
accept<Backup>({ ...times, to: {} });
// @ts-expect-error at some time
accept<Backup>({ keep: Duration.days(14), to: { claim: storage } });
// @ts-expect-error a number has no unit
accept<Backup>({ ...times, keep: 14, to: { claim: storage } });
// @ts-expect-error for some time
accept<Backup>({ schedule: '0 3 * * *', to: { claim: storage } });
// @ts-expect-error a bucket is not reached by an address alone: NetworkPolicies know no names
accept<Bucket>({ ...unknown, address: { hostname: 's3.example.com' } });
// @ts-expect-error its certificate is on a name, not on an address
accept<Bucket>({ ...unknown, address: { ip: '192.0.2.1' } });

/* Bucket: with keys, or by the identity of the pods. */

accept<Bucket>({ ...plain, credentials: existing });
accept<Bucket>({ ...plain, identity });
// @ts-expect-error either, since an SDK takes the keys and forgets the identity without a word
accept<Bucket>({ ...plain, credentials: existing, identity });
// @ts-expect-error nobody may use it
accept<Bucket>(plain);
// @ts-expect-error pods without a way to the keys of their identity have none
accept<Bucket>({ ...plain, identity: { annotations: {} } });

/* Archives go to a bucket, without help. */

accept<ArchiveBackup>({ ...times, to: { bucket: unknown } });
// @ts-expect-error the operator archives to buckets only
accept<ArchiveBackup>({ ...times, to: { claim: storage } });
// @ts-expect-error a claim is not a bucket
accept<ArchiveBackup>(claim);

/* Environments: credentials stand in code in local alone. */

const statefulSet = (backup: Backup<{ bucket: typeof known; rclone: Image }>) => ({ statefulSet: { storage, backup } });
const secretive = { statefulSet: { storage, backup: { ...times, to: { bucket: unknown, rclone } } } };
accept<LocalEnvironment>({ ...local, postgresql: statefulSet({ ...times, to: { bucket: known, rclone } }) });
accept<SharedEnvironment>({ ...shared, postgresql: secretive });
accept<SharedEnvironment>({
  ...shared,
  postgresql: { statefulSet: { storage, backup: { ...times, to: { claim: storage } } } },
});
// @ts-expect-error keys in code are in the repository, in dist and in every clone
accept<SharedEnvironment>({ ...shared, postgresql: statefulSet({ ...times, to: { bucket: known, rclone } }) });

const cluster = { image: rclone, instances: 3, storage };
const unknownArchive = { cluster: { ...cluster, backup: { ...times, to: { bucket: unknown } } } };
const knownArchive = { cluster: { ...cluster, backup: { ...times, to: { bucket: known } } } };
accept<LocalEnvironment>({ ...local, postgresql: knownArchive });
accept<SharedEnvironment>({ ...shared, postgresql: unknownArchive });
// @ts-expect-error there neither
accept<SharedEnvironment>({ ...shared, postgresql: knownArchive });
