import type { SharedEnvironment } from '../../lib/wealist/environments/environment';
import { prod } from '../wealist/frozen/prod';
import { RDS_CA } from './rds-ca';

export const environment: SharedEnvironment = {
  ...prod,
  postgresql: {
    external: {
      address: { hostname: 'wealist.abc123.ap-northeast-2.rds.amazonaws.com', cidrs: ['10.20.0.0/24', '10.20.1.0/24'] },
      tls: { mode: 'verify-full', ca: RDS_CA },
      user: 'wealist',
      maxConnections: 200,
    },
  },
};
