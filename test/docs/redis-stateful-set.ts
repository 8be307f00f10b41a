import { Image } from '../../lib/values/image';
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
      statefulSet: { image: Image.tagged('redis', '8.2-alpine') },
    },
  },
};
