import { Password } from '../../lib/values/password';
import type { SharedEnvironment } from '../../lib/wealist/environments/environment';
import { staging } from '../wealist/frozen/staging';

export const environment: SharedEnvironment = {
  ...staging,
  databasePassword: Password.sealed({
    'postgresql-staging/postgres-secret': 'AgBy3i4OJSWK…',
    'board-api-staging/db-secret': 'AgA7kq0GdVtn…',
  }),
};
