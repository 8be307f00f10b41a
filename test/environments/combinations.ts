import { Size } from 'cdk8s';
import { Image, Password } from '../../lib';
import { assemble } from '../../lib/charts';
import { environments } from '../../lib/environments';
import type { PostgresqlSettings, RedisSettings } from '../../lib/environments/backing-services';
import type { Environment } from '../../lib/environments/environment';
import { ciphertext } from '../constructs/ciphertext';

const AUTHORITY = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const STORE = { kind: 'ClusterSecretStore', name: 'wealist' } as const;

/** The name that each environment of these tests has. */
export const NAME = 'qa';

/** Each way in which a password may come to a cluster. */
export const SOURCES = {
  literal: (server: string) => Password.literal(`p@ss w0rd of ${server}`),
  existing: () => Password.existing(),
  external: (server: string) =>
    Password.external({ store: STORE, key: `wealist/${NAME}/${server}`, property: 'password' }),
  sealed: (server: string) => Password.sealed(SEALED[server] ?? {}),
} satisfies Record<Password['from'], (server: string) => Password>;

const seal = (...places: readonly `${string}/${string}`[]) =>
  Object.fromEntries(places.map((place) => [place, ciphertext(place)]));

const SEALED: Record<string, Record<`${string}/${string}`, string>> = {
  postgresql: seal(`postgresql-${NAME}/postgres-secret`, `board-api-${NAME}/db-secret`),
  redis: seal(`board-api-${NAME}/redis-server-secret`, `board-api-${NAME}/redis-secret`),
};

export const DATABASES = {
  statefulSet: { statefulSet: { storage: { size: Size.gibibytes(10) } } },
  cluster: {
    cluster: {
      image: Image.tagged('ghcr.io/cloudnative-pg/postgresql', '16.10'),
      instances: 3,
      storage: { size: Size.gibibytes(10) },
    },
  },
  external: {
    external: {
      address: { hostname: 'wealist.abc123.ap-northeast-2.rds.amazonaws.com', cidrs: ['10.20.0.0/24'] },
      tls: { mode: 'verify-full', ca: AUTHORITY },
      user: 'wealist',
    },
  },
} satisfies Record<string, PostgresqlSettings>;

type ServerOf<T> = T extends unknown ? Omit<T, 'password'> : never;

export const REDIS = {
  none: undefined,
  statefulSet: { statefulSet: { image: Image.tagged('redis', '8.2-alpine') } },
  external: {
    external: { address: { hostname: 'cache.abc123.ng.0001.apn2.cache.amazonaws.com', cidrs: ['10.20.1.0/24'] } },
  },
} satisfies Record<string, ServerOf<RedisSettings<Password>> | undefined>;

export type Source = keyof typeof SOURCES;
export type Database = keyof typeof DATABASES;
export type RedisServer = keyof typeof REDIS;

/** An environment of these parts: a literal password makes it one like local, any other one like staging. */
export function combined(
  source: Source,
  postgresql: PostgresqlSettings,
  redis?: ServerOf<RedisSettings<Password>>,
): Environment {
  const base: Environment = source === 'literal' ? environments.local : environments.staging;
  const boardApi = { ...base.boardApi, ...(redis && { redis: { password: SOURCES[source]('redis'), ...redis } }) };
  return { ...base, databasePassword: SOURCES[source]('postgresql'), postgresql, boardApi } as Environment;
}

export const charts = (environment: Environment) => assemble(NAME, environment);
