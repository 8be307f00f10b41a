import { problem } from '../../checker/problem';
import type { Password } from '../../values/password';
import { checkIdentifier, type PostgresDatabase, postgresCredential } from '../../values/postgres-database';

/** The owner of a database. */
export interface DatabaseOwner {
  /** The user that owns the database, and logs in to no other. @default the name of the database */
  readonly user?: string;
  /** The password of the user. */
  readonly password: Password;
}

/** The name of the objects of a database: a DNS label, whatever the database is called. */
export const objectNameOf = (prefix: string, database: string): string =>
  `${prefix}-${database.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;

/** The databases of a server beside its first one, each with a user of its own. */
export class OwnDatabases {
  private readonly all: PostgresDatabase[] = [];

  constructor(private readonly server: PostgresDatabase) {}

  /** Adds a database. Its clients reach the server as all others do, and count among the connections of the server. */
  add(databaseName: string, { user = databaseName, password }: DatabaseOwner): PostgresDatabase {
    const { host, port, peer, settings, caBundle } = this.server;
    const own: PostgresDatabase = {
      host,
      port,
      databaseName,
      user,
      ...(settings && { settings }),
      password,
      peer,
      ...(caBundle && { caBundle }),
      credential: postgresCredential({ host, port, database: databaseName, user, ...(settings && { settings }) }),
      grantAccess: (client) => this.server.grantAccess(client),
    };
    this.all.push(own);
    return own;
  }

  /** Refuses invalid names, a database with two owners, and a user with two databases. */
  problems(): string[] {
    return this.all.flatMap((own, index) => {
      const before = [this.server, ...this.all.slice(0, index)];
      const field = `database(${JSON.stringify(own.databaseName)})`;
      return [
        ...checkIdentifier(field, own.databaseName),
        ...checkIdentifier(`${field}.user`, own.user),
        ...(before.some(({ databaseName }) => databaseName === own.databaseName)
          ? [problem(field, 'a database that nobody else of this server owns', own.databaseName)]
          : []),
        ...(before.some(({ user }) => user === own.user)
          ? [problem(`${field}.user`, 'a user that owns no other database of this server', own.user)]
          : []),
      ];
    });
  }
}
