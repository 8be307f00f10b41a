import type { Peer } from './peer';
import { problem } from './problem';
import type { Password } from './secret';

/** What a client must know to reach a PostgreSQL database, and nothing about how that database runs. */
export interface PostgresDatabase {
  /** Fully qualified host name, valid in every namespace of the cluster. */
  readonly host: string;
  readonly port: number;
  /** Database name. */
  readonly database: string;
  readonly user: string;
  readonly password: Password;
  /** The pods that answer. */
  readonly peer: Peer;
  /** Lets a client in, and puts the database before it in apply order. */
  accept(client: Peer): void;
}

/** The environment variables by which a client finds its database, as weAlist's services read them. */
export function connectionVariables(database: PostgresDatabase): Record<string, (password: string) => string> {
  return {
    POSTGRES_USER: () => database.user,
    POSTGRES_PASSWORD: (password) => password,
    POSTGRES_DB: () => database.database,
    DATABASE_URL: (password) => postgresUrl(database, password),
  };
}

/** Refuses what cannot be the name of a database or role: 1 to 63 bytes, nothing invisible. */
export function checkIdentifier(field: string, name: string): string[] {
  if (/^[^\p{C}]+$/u.test(name) && Buffer.byteLength(name) <= 63) return [];
  return [problem(field, 'a name of 1 to 63 bytes without control characters', name)];
}

/** `postgresql://user:password@host:port/database`, each part percent-encoded (RFC 3986). */
export function postgresUrl(
  { user, host, port, database }: Pick<PostgresDatabase, 'user' | 'host' | 'port' | 'database'>,
  password: string,
): string {
  return `postgresql://${encode(user)}:${encode(password)}@${host}:${port}/${encode(database)}`;
}

/** encodeURIComponent leaves five reserved characters alone that a URL parser may take for its own. */
function encode(part: string): string {
  return encodeURIComponent(part).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
