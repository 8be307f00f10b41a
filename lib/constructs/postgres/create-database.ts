import { Duration, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { Cpu } from '../../kubernetes';
import { withCredential } from '../../values/backing-service';
import type { Image } from '../../values/image';
import { addressOf, libpqCredential, type PostgresDatabase } from '../../values/postgres-database';
import type { Resources } from '../../values/resources';
import type { Namespace } from '../workload/namespace';
import { OneOffJob } from '../workload/one-off-job';
import { SERVER_ANSWERS } from './dump-script';
import { objectNameOf } from './own-databases';
import { checkPostgresImage, postgresLayout } from './postgres-image';

export interface CreateDatabaseProps {
  readonly namespace: Namespace;
  /** The name of the server. */
  readonly server: string;
  /** The server, with a user who may create users and databases. */
  readonly admin: PostgresDatabase;
  /** The database to create. */
  readonly database: PostgresDatabase;
  /** An official `postgres` image. */
  readonly image: Image;
}

const RESOURCES: Resources = {
  cpu: { request: Cpu.millis(50), limit: Cpu.millis(200) },
  memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
};

/** psql fills in `:"name"` as a quoted name and `:'name'` as a quoted text. Each statement may run again. */
const STATEMENTS = [
  // No dollar quotes: the kubelet reads two dollar signs of a command as one.
  `SELECT format('DO %L', format('BEGIN RAISE USING MESSAGE = %L; END', format('%s belongs to %s', datname, pg_get_userbyid(datdba))))`,
  `  FROM pg_database WHERE datname = :'database' AND pg_get_userbyid(datdba) <> :'owner' \\gexec`,
  `SELECT format('CREATE ROLE %I', :'owner') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'owner') \\gexec`,
  `ALTER ROLE :"owner" LOGIN PASSWORD :'password';`,
  // Whoever is no superuser gives a database to a role only as a member of the role.
  `SELECT format('GRANT %I TO CURRENT_USER', :'owner') FROM pg_roles WHERE rolname = current_user AND NOT rolsuper \\gexec`,
  `SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0', :'database', :'owner')`,
  `  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \\gexec`,
  // Else every user of the server may connect.
  `REVOKE ALL ON DATABASE :"database" FROM PUBLIC;`,
];

const SCRIPT = [
  ...SERVER_ANSWERS,
  "psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 <<'SQL'",
  '\\set database `printenv POSTGRES_DB`',
  '\\set owner `printenv POSTGRES_USER`',
  '\\set password `printenv POSTGRES_PASSWORD`',
  ...STATEMENTS,
  'SQL',
  'echo "$POSTGRES_DB belongs to $POSTGRES_USER"',
  '',
].join('\n');

/**
 * A Job that creates a database and its owner, and sets the owner's password.
 *
 * Renders what OneOffJob renders: a new password or name is a new Job, and what is there already stays. Refuses a database
 * that belongs to another user. The Job fails then, and changes nothing.
 */
export class CreateDatabase extends OneOffJob {
  constructor(scope: Construct, id: string, { namespace, server, admin, database, image }: CreateDatabaseProps) {
    const name = objectNameOf(`${server}-database`, database.databaseName);
    const owner = database.password.secret(`${namespace.name}/${name}-owner`, {
      passwordKey: 'POSTGRES_PASSWORD',
      values: { POSTGRES_USER: [database.user], POSTGRES_DB: [database.databaseName] },
    });
    super(scope, id, {
      namespace,
      name,
      image,
      command: ['/bin/sh', '-euc', SCRIPT],
      resources: RESOURCES,
      uid: postgresLayout(image).uid,
      secrets: { [`${name}-owner`]: owner },
      backingServices: { [`${name}-admin`]: withCredential(admin, libpqCredential(addressOf(admin))) },
      deadline: Duration.minutes(15),
    });
    this.node.addValidation({ validate: () => checkPostgresImage('image', image) });
  }
}
