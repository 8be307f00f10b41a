import type { SharedEnvironment } from '../../lib/environments/environment';
import { prod } from '../../lib/environments/prod';
import { Password } from '../../lib/primitives/password';

export const environment: SharedEnvironment = {
  ...prod,
  databasePassword: Password.external({
    store: { kind: 'ClusterSecretStore', name: 'wealist' },
    key: 'wealist/prod/postgresql',
    property: 'password',
  }),
};
