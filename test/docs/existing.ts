import { dev } from '../../lib/wealist/environments/dev';
import type { SharedEnvironment } from '../../lib/wealist/environments/environment';
import { Password } from '../../lib/values/password';

export const environment: SharedEnvironment = {
  ...dev,
  databasePassword: Password.existing(),
};
