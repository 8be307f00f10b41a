import { Password } from '../../lib/values/password';
import type { SharedEnvironment } from '../../lib/wealist/environments/environment';
import { staging } from '../wealist/frozen/staging';

export const environment: SharedEnvironment = {
  ...staging,
  boardApi: {
    scaling: { replicas: 2 },
    redis: {
      password: Password.external({
        store: { kind: 'ClusterSecretStore', name: 'wealist' },
        key: 'wealist/staging/redis',
      }),
      external: { address: { hostname: 'master.wealist.abc123.apn2.cache.amazonaws.com', cidrs: ['10.20.2.0/24'] } },
    },
  },
};
