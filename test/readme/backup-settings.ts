import { Duration, Size } from 'cdk8s';
import { Image } from '../../lib';
import type { SharedEnvironment } from '../../lib/wealist/environments/environment';

/** What docs/databases/backups.md and metrics.md show, so that it compiles. */
const settings = {
  backup: {
    schedule: '0 3 * * *',
    keep: Duration.days(14),
    to: {
      bucket: {
        name: 'wealist-backups',
        folder: 'wealist/prod',
        address: { hostname: 's3.ap-northeast-2.amazonaws.com', cidrs: ['192.0.2.0/24'] },
        region: 'ap-northeast-2',
        credentials: { existing: { AWS_ACCESS_KEY_ID: 'ID', AWS_SECRET_ACCESS_KEY: 'KEY' } },
      },
      rclone: Image.tagged('rclone/rclone', '1.69.3'),
    },
  },
};

const exporter = {
  metrics: {
    image: Image.tagged('quay.io/prometheuscommunity/postgres-exporter', 'v0.17.1'),
    scrapedFrom: 'monitoring',
  },
};

const { bucket } = settings.backup.to;

export const toBucket: Pick<SharedEnvironment, 'postgresql'> = {
  postgresql: { statefulSet: { storage: { size: Size.gibibytes(20) }, ...settings, ...exporter } },
};

export const archived: Pick<SharedEnvironment, 'postgresql'> = {
  postgresql: {
    cluster: {
      image: Image.tagged('ghcr.io/cloudnative-pg/postgresql', '16.10'),
      instances: 3,
      storage: { size: Size.gibibytes(20), storageClassName: 'standard' },
      backup: { schedule: '0 3 * * *', keep: Duration.days(14), to: { bucket } },
    },
  },
};
