import { dev } from '../../lib/environments/dev';
import type { SharedEnvironment } from '../../lib/environments/environment';
import { Password } from '../../lib/primitives/password';

export const environment: SharedEnvironment = {
  ...dev,
  databasePassword: Password.existing(),
};
