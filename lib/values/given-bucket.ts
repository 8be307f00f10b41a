import { ACCESS_KEY_ID, type Bucket, endpointOf, regionOf, SECRET_ACCESS_KEY } from './bucket';

/** A bucket of a program, and how the program is told of the bucket. */
export type GivenBucket = Bucket & {
  /** Name of the Secret with the keys. Buckets with the same keys may share the Secret. @default "<name>-bucket" */
  readonly secretName?: string;
  /** The environment variables, for a program that reads others than the SDKs of Amazon. @default those of the SDKs */
  readonly variables?: BucketVariables;
};

/** The names of environment variables. */
export interface BucketVariables {
  /** The URL of the object store. @default "AWS_ENDPOINT_URL_S3" */
  readonly endpoint?: string;
  /** The region. @default "AWS_REGION" */
  readonly region?: string;
  /** The folder in the bucket. @default none */
  readonly folder?: string;
  /** The id of the access key. @default "AWS_ACCESS_KEY_ID" */
  readonly accessKeyId?: string;
  /** The secret of the access key. @default "AWS_SECRET_ACCESS_KEY" */
  readonly secretAccessKey?: string;
}

/** What a program is told of a bucket, by environment variable. The first variable holds the name of the bucket. */
export function bucketValues(variable: string, bucket: GivenBucket): Readonly<Record<string, string>> {
  const { endpoint = 'AWS_ENDPOINT_URL_S3', region = 'AWS_REGION', folder } = bucket.variables ?? {};
  return {
    [variable]: bucket.name,
    [endpoint]: endpointOf(bucket),
    [region]: regionOf(bucket),
    ...(folder !== undefined && { [folder]: bucket.folder ?? '' }),
  };
}

/** The keys of the Secret by environment variable. */
export function bucketKeys({ variables = {} }: GivenBucket): Readonly<Record<string, string>> {
  const { accessKeyId = ACCESS_KEY_ID, secretAccessKey = SECRET_ACCESS_KEY } = variables;
  return { [accessKeyId]: ACCESS_KEY_ID, [secretAccessKey]: SECRET_ACCESS_KEY };
}
