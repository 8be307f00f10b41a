import type { Duration } from 'cdk8s';
import { days } from '../../values/backup';
import { type Bucket, type BucketFolder, endpointOf, regionOf } from '../../values/bucket';
import { DUMPS, dumpsOf } from './dump-script';

/**
 * The variables by which rclone finds a bucket: https://rclone.org/s3/. Credentials come from the AWS variables, or from the
 * identity of the pod.
 */
export function rcloneVariables(bucket: Bucket): Readonly<Record<string, string>> {
  return {
    // Any provider: nothing is asked of it but what all of them have.
    RCLONE_S3_PROVIDER: 'Other',
    RCLONE_S3_ENDPOINT: endpointOf(bucket),
    RCLONE_S3_REGION: regionOf(bucket),
    RCLONE_S3_ENV_AUTH: 'true',
    // Else it wants the right to make buckets.
    RCLONE_S3_NO_CHECK_BUCKET: 'true',
  };
}

/** The words behind `rclone` that bring new dumps to a bucket; an upload that breaks off leaves nothing there. */
export function uploadWords(bucket: BucketFolder, name: string): string[] {
  return ['copy', DUMPS, remote(bucket), '--include', dumpsOf(name)];
}

/** The words behind `rclone` that delete the dumps that are older. */
export function pruneWords(bucket: BucketFolder, name: string, keep: Duration): string[] {
  return ['delete', remote(bucket), '--include', dumpsOf(name), '--min-age', `${days(keep)}d`];
}

/**
 * Fetches the dump that is to be restored, as the sh of rclone's image runs it. The pod is new, and the network may refuse it
 * still (wait.ts says why). rclone 1.69 itself repeats for some minutes what is refused, and nothing that the bucket denies.
 */
export function fetchScript(bucket: BucketFolder, name: string): string {
  const source = remote(bucket);
  return [
    `echo "fetching from ${source}; rclone waits some minutes where nothing answers"`,
    `if [ "$DUMP" = newest ]; then DUMP=$(rclone lsf ${source} --include '${dumpsOf(name)}' | sort | tail -n 1); fi`,
    `if [ -z "$DUMP" ]; then echo "no dump in ${source}" >&2; exit 1; fi`,
    `rclone copyto "${source}/$DUMP" "${DUMPS}/$DUMP"`,
    '',
  ].join('\n');
}

/** A remote that is described by the environment alone. */
function remote({ name, folder }: BucketFolder): string {
  return `:s3:${name}/${folder}`;
}
