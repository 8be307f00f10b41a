import { Size } from 'cdk8s';
import { type BucketPlace, type ClaimPlace, Image, Internet } from '../../lib';
import type { BucketFolder, IdentityBucket, KeyedBucket } from '../../lib/values/bucket';

export const claim: ClaimPlace = { claim: { size: Size.gibibytes(20), storageClassName: 'fast' } };

export const bucket: Required<Omit<KeyedBucket, 'identity'>> = {
  name: 'wealist-backups',
  folder: 'wealist/prod',
  address: { hostname: 's3.example.com', cidrs: ['192.0.2.0/24', '198.51.100.0/24'] },
  port: 9000,
  region: 'ap-northeast-2',
  credentials: { existing: { AWS_ACCESS_KEY_ID: 'ID', AWS_SECRET_ACCESS_KEY: 'KEY' } },
};

const { credentials: _credentials, ...place } = bucket;

/** The same bucket for pods that a cloud knows. */
export const byIdentity: BucketFolder & IdentityBucket = {
  ...place,
  identity: {
    annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111111111111:role/backup' },
    keysFrom: Internet.tcp(4443, '203.0.113.0/24'),
  },
};

export const inBucket: BucketPlace = { bucket, rclone: Image.tagged('rclone/rclone', '1.69.3') };
