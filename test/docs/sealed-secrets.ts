import type { SharedEnvironment } from '../../lib/environments/environment';
import { staging } from '../../lib/environments/staging';
import { Password } from '../../lib/primitives/password';

export const environment: SharedEnvironment = {
  ...staging,
  databasePassword: Password.sealed({
    'postgresql-staging/postgres-secret': 'AgBy3i4OJSWK…',
    'board-api-staging/db-secret': 'AgA7kq0GdVtn…',
  }),
};
