import { problem } from '../checker/problem';
import type { BackingService } from './backing-service';
import type { Credential } from './password';
import { ENCODED_PASSWORD, percentEncoded, type SecretValue } from './secret-value';

/** What a client must know to reach a PostgreSQL database, and nothing about how that database runs. */
export interface PostgresDatabase extends BackingService {
  /** Database name. */
  readonly database: string;
  readonly user: string;
  /** libpq's settings, such as `sslmode`. @default none */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Where a database is, and as whom one connects to it. */
export type PostgresAddress = Pick<PostgresDatabase, 'host' | 'port' | 'database' | 'user' | 'settings'>;

/** The environment variables by which a client finds its database. */
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

/** The environment variables by which PostgreSQL's own programs find a database: pg_dump, pg_restore, psql. */
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

/** The environment variables of postgres_exporter, whose driver wants TLS unless it is told otherwise. */
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

/** The Secret from which a server learns its superuser's password. */
export const SERVER_CREDENTIAL: Credential = { passwordKey: 'POSTGRES_PASSWORD', values: {} };

/** Refuses what cannot be the name of a database or role: 1 to 63 bytes, nothing invisible. */
export function checkIdentifier(field: string, name: string): string[] {
  if (/^[^\p{C}]+$/u.test(name) && Buffer.byteLength(name) <= 63) return [];
  return [problem(field, 'a name of 1 to 63 bytes without control characters', name)];
}
