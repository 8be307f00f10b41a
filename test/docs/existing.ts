import { Password } from '../../lib/values/password';
import { dev } from '../../lib/wealist/environments/dev';
import type { SharedEnvironment } from '../../lib/wealist/environments/environment';

export const environment: SharedEnvironment = {
  ...dev,
  databasePassword: Password.existing(),
};
