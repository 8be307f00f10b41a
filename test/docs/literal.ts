import type { LocalEnvironment } from '../../lib/environments/environment';
import { local } from '../../lib/environments/local';
import { Password } from '../../lib/primitives/password';

export const environment: LocalEnvironment = {
  ...local,
  databasePassword: Password.literal('local-development-only'),
};
