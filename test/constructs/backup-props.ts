import { Size } from 'cdk8s';
import { type Bucket, type BucketPlace, type ClaimPlace, Image } from '../../lib';

export const claim: ClaimPlace = { claim: { size: Size.gibibytes(20), storageClassName: 'fast' } };

export const bucket: Required<Bucket> = {
  name: 'wealist-backups',
  folder: 'wealist/prod',
  address: { hostname: 's3.example.com', cidrs: ['192.0.2.0/24', '198.51.100.0/24'] },
  port: 9000,
  region: 'ap-northeast-2',
  credentials: { existing: { AWS_ACCESS_KEY_ID: 'ID', AWS_SECRET_ACCESS_KEY: 'KEY' } },
};

export const inBucket: BucketPlace = { bucket, rclone: Image.tagged('rclone/rclone', '1.69.3') };
