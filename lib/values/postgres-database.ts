import { problem } from '../checker/problem';
import type { BackingService } from './backing-service';
import type { Credential } from './password';
import { ENCODED_PASSWORD, percentEncoded, type SecretValue } from './secret-value';

/** A PostgreSQL database that services connect to. */
export interface PostgresDatabase extends BackingService {
  /** The name of the database, 1 to 63 bytes. */
  readonly databaseName: string;
  /** The role that clients log in as, 1 to 63 bytes. */
  readonly user: string;
  /**
   * The connection parameters of libpq, such as `sslmode`:
   * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
   *
   * @default none
   */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The server, the database, the user and the connection parameters: a connection URL without the password. */
export interface PostgresAddress extends Pick<PostgresDatabase, 'host' | 'port' | 'user' | 'settings'> {
  /** The name of the database. */
  readonly database: string;
}

/** The address of a database. */
export function addressOf({ host, port, user, databaseName: database, settings }: PostgresDatabase): PostgresAddress {
  return { host, port, user, database, ...(settings && { settings }) };
}

/** The environment variables of a client: POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB and DATABASE_URL. */
export function postgresCredential(address: PostgresAddress): Credential {
  return {
    passwordKey: 'POSTGRES_PASSWORD',
    values: {
      POSTGRES_USER: [address.user],
      POSTGRES_DB: [address.database],
      DATABASE_URL: postgresUrl(address),
    },
  };
}

/**
 * The environment variables of pg_dump, pg_restore and psql: https://www.postgresql.org/docs/current/libpq-envars.html
 */
export function libpqCredential({ host, port, database, user, settings = {} }: PostgresAddress): Credential {
  const further = Object.entries(settings).map(([name, value]) => [`PG${name.toUpperCase()}`, [value]]);
  return {
    passwordKey: 'PGPASSWORD',
    values: {
      PGHOST: [host],
      PGPORT: [String(port)],
      PGUSER: [user],
      PGDATABASE: [database],
      ...Object.fromEntries(further),
    },
  };
}

/**
 * The environment variables of postgres_exporter. The driver requires TLS by default, so a database without settings
 * gets `sslmode=disable`.
 */
export function exporterCredential({ host, port, database, user, settings }: PostgresAddress): Credential {
  return {
    passwordKey: 'DATA_SOURCE_PASS',
    values: {
      DATA_SOURCE_USER: [user],
      DATA_SOURCE_URI: [locator({ host, port, database, settings: settings ?? { sslmode: 'disable' } })],
    },
  };
}

/** `postgresql://user:password@host:port/database?settings`, each part percent-encoded (RFC 3986). */
export function postgresUrl({ user, ...place }: PostgresAddress): SecretValue {
  return [`postgresql://${percentEncoded(user)}:`, ENCODED_PASSWORD, `@${locator(place)}`];
}

/** `host:port/database?settings`. */
function locator({ host, port, database, settings = {} }: Omit<PostgresAddress, 'user'>): string {
  const query = Object.entries(settings).map(([name, value]) => `${name}=${percentEncoded(value)}`);
  return `${host}:${port}/${percentEncoded(database)}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

/** The keys of a server's Secret: the password of the superuser. */
export const SERVER_CREDENTIAL: Credential = { passwordKey: 'POSTGRES_PASSWORD', values: {} };

/** Refuses a name of a database or role that is not 1 to 63 bytes, or has an invisible character. */
export function checkIdentifier(field: string, name: string): string[] {
  if (/^[^\p{C}]+$/u.test(name) && Buffer.byteLength(name) <= 63) return [];
  return [problem(field, 'a name of 1 to 63 bytes without control characters', name)];
}
