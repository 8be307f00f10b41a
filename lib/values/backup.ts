import type { Duration } from 'cdk8s';
import { problem, Unquoted } from '../checker/problem';
import { type Bucket, checkBucket } from './bucket';
import { checkCron } from './cron';
import type { Image } from './image';
import type { SecretSource } from './secret';
import { checkStorage, type Storage } from './storage';

/** When a database is written down, for how long that is kept, and where. */
export interface Backup<Place = ClaimPlace | BucketPlace> {
  /** Five fields of cron, in UTC: "0 3 * * *" is every night at three. */
  readonly schedule: string;
  /** Time that a backup is kept, in whole days, at least 1. */
  readonly keep: Duration;
  readonly to: Place;
}

/** A disk of its own: it survives the database and its disk, and not the cluster. */
export interface ClaimPlace {
  /** It holds all dumps that are kept, each compressed, and the next one. */
  readonly claim: Storage;
  readonly bucket?: never;
  readonly rclone?: never;
}

/** A bucket outside of the cluster. */
export interface BucketPlace<Credentials extends SecretSource = SecretSource> {
  readonly bucket: Bucket<Credentials>;
  /** An official `rclone/rclone` image, which brings files to the bucket and back. */
  readonly rclone: Image;
  readonly claim?: never;
}

/** How a server that archives its write-ahead log is backed up: that goes to a bucket, and needs no help. */
export type ArchiveBackup<Credentials extends SecretSource = SecretSource> = Backup<
  Pick<BucketPlace<Credentials>, 'bucket'>
>;

/** Refuses a schedule that Kubernetes cannot read, keeping nothing, and whatever the place refuses. */
export function checkBackup({ schedule, keep, to }: Backup): string[] {
  return [
    ...checkCron('schedule', schedule),
    ...checkDays('keep', keep),
    ...(to.claim
      ? checkStorage('to.claim', to.claim)
      : [...checkBucket('to.bucket', to.bucket), ...to.rclone.problems('to.rclone')]),
  ];
}

/** Refuses what `checkBackup` refuses. */
export function checkArchiveBackup(field: string, { schedule, keep, to }: ArchiveBackup): string[] {
  return [
    ...checkCron(`${field}.schedule`, schedule),
    ...checkDays(`${field}.keep`, keep),
    ...checkBucket(`${field}.to.bucket`, to.bucket),
  ];
}

/** A duration in days, whole or not: `checkBackup` refuses a fraction. */
export function days(duration: Duration): number {
  return duration.toDays({ integral: false });
}

function checkDays(field: string, duration: Duration): string[] {
  const received = days(duration);
  if (Number.isInteger(received) && received >= 1) return [];
  return [problem(field, 'whole days, at least 1', new Unquoted(`${received} d`))];
}
