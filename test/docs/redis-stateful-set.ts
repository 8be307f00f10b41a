import type { SharedEnvironment } from '../../lib/environments/environment';
import { staging } from '../../lib/environments/staging';
import { Image } from '../../lib/primitives/image';
import { Password } from '../../lib/primitives/password';

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
