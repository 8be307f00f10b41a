import { Password } from '../../lib/values/password';
import type { SharedEnvironment } from '../../lib/wealist/environments/environment';
import { dev } from '../wealist/frozen/dev';

export const environment: SharedEnvironment = {
  ...dev,
  databasePassword: Password.existing(),
};
