import { Password } from '../../lib/values/password';
import type { LocalEnvironment } from '../../lib/wealist/environments/environment';
import { local } from '../wealist/frozen/local';

export const environment: LocalEnvironment = {
  ...local,
  databasePassword: Password.literal('local-development-only'),
};
