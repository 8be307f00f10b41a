import { Size } from 'cdk8s';
import { Image, Password } from '../../../lib/index';
import { assemble } from '../../../lib/wealist/charts/index';
import type { RedisSettings } from '../../../lib/wealist/environments/backing-services';
import type { Environment } from '../../../lib/wealist/environments/environment';
import { ciphertext } from '../../constructs/ciphertext';
import { environments } from '../frozen/index';

const AUTHORITY = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const STORE = { kind: 'ClusterSecretStore', name: 'wealist' } as const;

/** What an environment says of its database. */
export type Postgresql = Environment['postgresql'];

/** The name that each environment of these tests has. */
export const NAME = 'qa';

type Place = `${string}/${string}`;

/** Each way in which the password of a server may come to the Secrets that hold it. */
export const SOURCES = {
  literal: (server) => Password.literal(`p@ss w0rd of ${server}`),
  existing: () => Password.existing(),
  external: (server) => Password.external({ store: STORE, key: `wealist/${NAME}/${server}`, property: 'password' }),
  sealed: (_, places) => Password.sealed(Object.fromEntries(places.map((place) => [place, ciphertext(place)]))),
} satisfies Record<Password['from'], (server: string, places: readonly Place[]) => Password>;

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
} satisfies Record<string, Postgresql>;

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
  postgresql: Postgresql,
  redis?: ServerOf<RedisSettings<Password>>,
): Environment {
  const base: Environment = source === 'literal' ? environments.local : environments.staging;
  const servers = {
    postgresql: [
      ...(postgresql.statefulSet ? [`postgresql-${NAME}/postgres-secret` as const] : []),
      ...(postgresql.statefulSet?.backup ? [`postgresql-${NAME}/postgres-backup-secret` as const] : []),
      ...(postgresql.cluster ? [`postgresql-${NAME}/postgres-cluster-secret` as const] : []),
      `board-api-${NAME}/db-secret` as const,
    ],
    redis: [
      ...(redis?.statefulSet ? [`board-api-${NAME}/redis-server-secret` as const] : []),
      `board-api-${NAME}/redis-secret` as const,
    ],
  };
  const password = (server: 'postgresql' | 'redis') => SOURCES[source](server, servers[server]);
  const { redis: _own, ...service } = base.boardApi;
  const boardApi = { ...service, ...(redis && { redis: { password: password('redis'), ...redis } }) };
  return { ...base, databasePassword: password('postgresql'), postgresql, boardApi } as Environment;
}

export const charts = (environment: Environment) => assemble(NAME, environment);
