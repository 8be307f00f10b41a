import { problem, Unquoted } from '../checker/problem';
import { checkExternalAddress, type NamedAddress } from './external-address';
import { checkPort } from './name';
import { keysOf, type SecretSource } from './secret';

/** A bucket of a service that speaks S3 over HTTPS: Amazon's own, MinIO, Cloudflare R2, Ceph. */
export interface Bucket<Credentials extends SecretSource = SecretSource> {
  readonly name: string;
  /** The folder in it, such as "shop/prod". Whoever writes there has it for itself. */
  readonly folder: string;
  /** Where the service answers: "s3.ap-northeast-2.amazonaws.com", and the blocks of addresses behind that name. */
  readonly address: NamedAddress;
  /** @default 443 */
  readonly port?: number;
  /** The region that requests are signed for. @default that of "s3.<region>.amazonaws.com", or "us-east-1", which most others take */
  readonly region?: string;
  /** A Secret with the keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: they may list, read, write and delete. */
  readonly credentials: Credentials;
}

export const BUCKET_PORT = 443;

/** The keys of a bucket's Secret: the variables by which every client of S3 finds its credentials. */
export const ACCESS_KEY_ID = 'AWS_ACCESS_KEY_ID';
export const SECRET_ACCESS_KEY = 'AWS_SECRET_ACCESS_KEY';

/** `https://s3.ap-northeast-2.amazonaws.com`, with the port where it is not HTTPS' own. */
export function endpointOf({ address, port = BUCKET_PORT }: Bucket): string {
  return `https://${address.hostname}${port === BUCKET_PORT ? '' : `:${port}`}`;
}

/** The region that requests are signed for. */
export function regionOf({ address, region = regionIn(address.hostname) ?? 'us-east-1' }: Bucket): string {
  return region;
}

/** The region that Amazon's name for its service there says. */
function regionIn(hostname: string): string | undefined {
  return /^s3\.([a-z0-9-]+)\.amazonaws\.com$/.exec(hostname)?.[1];
}

/**
 * Refuses what no bucket has for a name, a folder that would not be one, another region than the host's, and credentials
 * without their two keys.
 */
export function checkBucket(field: string, bucket: Bucket): string[] {
  const { name, folder, address, port = BUCKET_PORT, credentials } = bucket;
  const region = regionOf(bucket);
  const expected = regionIn(address.hostname) ?? region;
  const keys = keysOf(credentials);
  const missing = [ACCESS_KEY_ID, SECRET_ACCESS_KEY].filter((key) => !keys.includes(key));
  return [
    ...(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)
      ? []
      : [problem(`${field}.name`, 'a bucket (3 to 63 of a-z, 0-9, "." and "-")', name)]),
    ...(/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(folder)
      ? []
      : [problem(`${field}.folder`, 'a folder such as "shop/prod"', folder)]),
    ...checkExternalAddress(`${field}.address`, address),
    ...checkPort(`${field}.port`, port),
    ...(/^[a-z0-9-]+$/.test(region) ? [] : [problem(`${field}.region`, 'a region such as "ap-northeast-2"', region)]),
    ...(region === expected
      ? []
      : [problem(`${field}.region`, `"${expected}", the region of ${address.hostname}, or none`, region)]),
    ...missing.map((key) => {
      return problem(`${field}.credentials`, `a key ${key}`, new Unquoted(keys.length > 0 ? keys.join(', ') : 'none'));
    }),
  ];
}
