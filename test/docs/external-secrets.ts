import { Password } from '../../lib/values/password';
import type { SharedEnvironment } from '../../lib/wealist/environments/environment';
import { prod } from '../wealist/frozen/prod';

export const environment: SharedEnvironment = {
  ...prod,
  databasePassword: Password.external({
    store: { kind: 'ClusterSecretStore', name: 'wealist' },
    key: 'wealist/prod/postgresql',
    property: 'password',
  }),
};
