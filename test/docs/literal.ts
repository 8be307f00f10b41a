import type { LocalEnvironment } from '../../lib/wealist/environments/environment';
import { local } from '../../lib/wealist/environments/local';
import { Password } from '../../lib/values/password';

export const environment: LocalEnvironment = {
  ...local,
  databasePassword: Password.literal('local-development-only'),
};
