import { Image } from '../../lib/values/image';
import { Password } from '../../lib/values/password';
import type { SharedEnvironment } from '../../lib/wealist/environments/environment';
import { staging } from '../wealist/frozen/staging';

/** Stands for the authority of an issuer. */
const INTERNAL_CA = `-----BEGIN CERTIFICATE-----
MIIB
-----END CERTIFICATE-----
`;

export const environment: SharedEnvironment = {
  ...staging,
  boardApi: {
    scaling: { replicas: 2 },
    redis: {
      password: Password.external({
        store: { kind: 'ClusterSecretStore', name: 'wealist' },
        key: 'wealist/staging/redis',
      }),
      statefulSet: {
        image: Image.tagged('redis', '8.2-alpine'),
        tls: { secretName: 'redis-tls', issuer: { kind: 'Issuer', name: 'internal' }, ca: INTERNAL_CA },
      },
    },
  },
};
