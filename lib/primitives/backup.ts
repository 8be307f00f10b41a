import { type Bucket, checkBucket } from './bucket';
import { checkCron } from './cron';
import type { Image } from './image';
import { problem } from './problem';
import type { SecretSource } from './secret';
import { checkStorage, type Storage } from './storage';

/** When a database is written down, for how long that is kept, and where. */
export interface Backup<Place = ClaimPlace | BucketPlace> {
  /** Five fields of cron, in UTC: "0 3 * * *" is every night at three. */
  readonly schedule: string;
  /** Days that a backup is kept, at least 1. */
  readonly keep: number;
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

/** Refuses a schedule that Kubernetes cannot read, keeping nothing, and whatever the place refuses. */
export function checkBackup(field: string, { schedule, keep, to }: Backup): string[] {
  return [
    ...checkTimes(field, { schedule, keep }),
    ...(to.claim
      ? checkStorage(`${field}.to.claim`, to.claim)
      : [...checkBucket(`${field}.to.bucket`, to.bucket), ...to.rclone.problems(`${field}.to.rclone`)]),
  ];
}

/** Refuses a schedule that Kubernetes cannot read, and keeping nothing. */
export function checkTimes(field: string, { schedule, keep }: Pick<Backup, 'schedule' | 'keep'>): string[] {
  return [
    ...checkCron(`${field}.schedule`, schedule),
    ...(Number.isInteger(keep) && keep >= 1
      ? []
      : [problem(`${field}.keep`, 'a whole number of days, at least 1', keep)]),
  ];
}
