import type { Duration } from 'cdk8s';
import { problem, Unquoted } from '../checker/problem';
import { type BucketFolder, checkBucket } from './bucket';
import { checkCron } from './cron';
import type { Image } from './image';
import type { SecretSource } from './secret';
import { checkStorage, type Storage } from './storage';

/** The backups of a database: the schedule, the retention and the place. */
export interface Backup<Place = ClaimPlace | BucketPlace> {
  /** The times of the backups, as five fields of cron in UTC: "0 3 * * *" is every night at 03:00. */
  readonly schedule: string;
  /** Time that a backup is kept, in whole days, at least 1. */
  readonly keep: Duration;
  /** The place of the backups: a disk in the cluster, or a bucket outside of the cluster. */
  readonly to: Place;
}

/** A separate disk in the cluster. Dumps survive the loss of the database's disk, but not the loss of the cluster. */
export interface ClaimPlace {
  /** The disk of the dumps. The size must suffice for the compressed dumps of `keep` days, and for the next dump. */
  readonly claim: Storage;
  readonly bucket?: never;
  readonly rclone?: never;
}

/** A bucket outside of the cluster. */
export interface BucketPlace<Credentials extends SecretSource = SecretSource> {
  /** The bucket of the dumps, with a folder of their own. */
  readonly bucket: BucketFolder<Credentials>;
  /** An official `rclone/rclone` image. The program rclone copies dumps to the bucket and back. */
  readonly rclone: Image;
  readonly claim?: never;
}

/** The backup of a server that archives the write-ahead log. The server writes to the bucket without rclone. */
export type ArchiveBackup<Credentials extends SecretSource = SecretSource> = Backup<
  Pick<BucketPlace<Credentials>, 'bucket'>
>;

/** Refuses a schedule that Kubernetes cannot parse, a retention of less than one day, and an invalid place. */
export function checkBackup({ schedule, keep, to }: Backup): string[] {
  return [
    ...checkCron('schedule', schedule),
    ...checkDays('keep', keep),
    ...(to.claim
      ? checkStorage('to.claim', to.claim)
      : [...checkBucket('to.bucket', to.bucket), ...to.rclone.problems('to.rclone')]),
  ];
}

/** Refuses a schedule that Kubernetes cannot parse, a retention of less than one day, and an invalid bucket. */
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
