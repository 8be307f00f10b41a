import type { Endpoint } from '../checker/connection';
import { problem, Unquoted } from '../checker/problem';
import { checkExternalAddress, type NamedAddress } from './external-address';
import { checkPort } from './name';
import { keysOf, type SecretSource } from './secret';
import { checkDestination, type Reach } from './traffic';

/**
 * A bucket of an object store with the S3 API over HTTPS: Amazon S3, MinIO, Cloudflare R2, Ceph. Pods use the bucket with
 * keys, or by an identity that the cloud gives the pods. Services, dumps and archives take the same value.
 */
export type Bucket<Credentials extends SecretSource = SecretSource> = KeyedBucket<Credentials> | IdentityBucket;

interface StoredBucket {
  /** The name of the bucket: 3 to 63 characters of a-z, 0-9, "." and "-". */
  readonly name: string;
  /** The folder in the bucket, such as "shop/prod". @default the whole bucket; a backup needs a folder of its own */
  readonly folder?: string;
  /** The host name of the object store, such as "s3.ap-northeast-2.amazonaws.com", and the CIDR blocks of the store. */
  readonly address: NamedAddress;
  /** The HTTPS port of the object store, 1 to 65535. @default 443 */
  readonly port?: number;
  /**
   * The region in the signature of each request. Most stores other than Amazon S3 accept "us-east-1".
   *
   * @default the region in "s3.<region>.amazonaws.com"; "us-east-1" for another host name
   */
  readonly region?: string;
}

/** A bucket that pods use with keys. */
export interface KeyedBucket<Credentials extends SecretSource = SecretSource> extends StoredBucket {
  /**
   * The source of a Secret with the keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. For backups, the access key needs the
   * right to list, read, write and delete objects in the folder.
   */
  readonly credentials: Credentials;
  readonly identity?: never;
}

/** A bucket that pods use by an identity. No key is in the cluster. */
export interface IdentityBucket extends StoredBucket {
  /** The identity of the pods. The pods of one ServiceAccount have one identity. */
  readonly identity: PodIdentity;
  readonly credentials?: never;
}

/** An identity that a cloud gives to pods, such as the role of an IAM account. */
export interface PodIdentity {
  /** The annotations of the ServiceAccount: `{ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::…:role/uploads' }`. */
  readonly annotations: Readonly<Record<string, string>>;
  /** The server that gives the pods keys for some time: `Internet.https('sts.ap-northeast-2.amazonaws.com')`. */
  readonly keysFrom: Reach['to'];
}

/** A bucket with a folder that no other program writes to. */
export type BucketFolder<Credentials extends SecretSource = SecretSource> = Bucket<Credentials> & {
  /** The folder in the bucket, such as "shop/prod". No other program may write to the folder. */
  readonly folder: string;
};

export const BUCKET_PORT = 443;

/** The keys of a bucket's Secret. S3 clients read credentials from environment variables with these names. */
export const ACCESS_KEY_ID = 'AWS_ACCESS_KEY_ID';
export const SECRET_ACCESS_KEY = 'AWS_SECRET_ACCESS_KEY';

/** The URL of the object store, such as `https://s3.ap-northeast-2.amazonaws.com`. The port 443 is left out. */
export function endpointOf({ address, port = BUCKET_PORT }: Bucket): string {
  return `https://${address.hostname}${port === BUCKET_PORT ? '' : `:${port}`}`;
}

/** The given region, or the default region. */
export function regionOf({ address, region = regionIn(address.hostname) ?? 'us-east-1' }: Bucket): string {
  return region;
}

/** The region in a host name of Amazon S3; undefined for another host name. */
function regionIn(hostname: string): string | undefined {
  return /^s3\.([a-z0-9-]+)\.amazonaws\.com$/.exec(hostname)?.[1];
}

/** The servers that the pods reach: the object store, and the server with the keys of an identity. */
export function serversOf({ address, port = BUCKET_PORT, identity }: Bucket): readonly Server[] {
  const keys = identity ? [withoutPort(identity.keysFrom)] : [];
  return [{ peer: { cidrs: address.cidrs }, port }, ...keys];
}

interface Server {
  readonly peer: Endpoint;
  readonly port: number;
}

function withoutPort({ port, ...peer }: Reach['to']): Server {
  return { peer, port };
}

/**
 * Refuses an invalid bucket name, an invalid folder, a region other than the region in the host name, credentials without
 * both keys, and an identity without annotations.
 */
export function checkBucket(field: string, bucket: Bucket): string[] {
  const { name, folder, address, port = BUCKET_PORT, credentials, identity } = bucket;
  const region = regionOf(bucket);
  const expected = regionIn(address.hostname) ?? region;
  return [
    ...(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)
      ? []
      : [problem(`${field}.name`, 'a bucket name (3 to 63 of a-z, 0-9, "." and "-")', name)]),
    ...(folder === undefined || /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(folder)
      ? []
      : [problem(`${field}.folder`, 'a folder such as "shop/prod"', folder)]),
    ...checkExternalAddress(`${field}.address`, address),
    ...checkPort(`${field}.port`, port),
    ...(/^[a-z0-9-]+$/.test(region) ? [] : [problem(`${field}.region`, 'a region such as "ap-northeast-2"', region)]),
    ...(region === expected
      ? []
      : [problem(`${field}.region`, `"${expected}", the region of ${address.hostname}, or no region`, region)]),
    ...(credentials ? checkKeys(`${field}.credentials`, keysOf(credentials)) : []),
    ...(identity ? checkIdentity(`${field}.identity`, identity) : []),
  ];
}

function checkKeys(field: string, keys: readonly string[]): string[] {
  const missing = [ACCESS_KEY_ID, SECRET_ACCESS_KEY].filter((key) => !keys.includes(key));
  const received = new Unquoted(keys.length > 0 ? keys.join(', ') : 'none');
  return missing.map((key) => problem(field, `a key ${key}`, received));
}

function checkIdentity(field: string, { annotations, keysFrom }: PodIdentity): string[] {
  const isNamed = Object.keys(annotations).length > 0;
  return [
    ...(isNamed ? [] : [problem(`${field}.annotations`, 'at least one annotation', new Unquoted('none'))]),
    ...checkDestination(`${field}.keysFrom`, keysFrom),
  ];
}
