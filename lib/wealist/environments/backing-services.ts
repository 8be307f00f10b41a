import type { ExternalPostgresProps } from '../../constructs/postgres/external-postgres';
import type { PostgresClusterProps } from '../../constructs/postgres/postgres-cluster';
import type { PostgresExporterProps } from '../../constructs/postgres/postgres-exporter';
import type { PostgresStatefulSetProps } from '../../constructs/postgres/postgres-stateful-set';
import type { ExternalRedisProps } from '../../constructs/redis/external-redis';
import type { RedisStatefulSetProps } from '../../constructs/redis/redis-stateful-set';
import type { ArchiveBackup, Backup, BucketPlace, ClaimPlace } from '../../values/backup';
import type { Password } from '../../values/password';
import type { SecretSource } from '../../values/secret';

/** The PostgreSQL of an environment: one server, a cluster of servers, or a server that somebody else runs. */
export type PostgresqlSettings<S extends SecretSource> = StatefulSetPostgres<S> | ClusterPostgres<S> | ManagedPostgres;

interface StatefulSetPostgres<S extends SecretSource> {
  readonly statefulSet: Metered &
    Pick<PostgresStatefulSetProps, 'storage' | 'resources' | 'maxConnections'> & {
      /** @default none: what the server loses is lost */
      readonly backup?: Backup<ClaimPlace | BucketPlace<S>>;
    };
  readonly cluster?: never;
  readonly external?: never;
}

interface ClusterPostgres<S extends SecretSource> {
  readonly cluster: Pick<PostgresClusterProps, 'image' | 'instances' | 'storage' | 'resources' | 'maxConnections'> & {
    /** @default none: what all servers lose is lost */
    readonly backup?: ArchiveBackup<S>;
  };
  readonly statefulSet?: never;
  readonly external?: never;
}

interface ManagedPostgres {
  readonly external: Metered &
    Pick<ExternalPostgresProps, 'address' | 'port' | 'tls' | 'maxConnections'> & {
      /** The user that owns the database `wealist`. User and database exist already. */
      readonly user: string;
    };
  readonly statefulSet?: never;
  readonly cluster?: never;
}

interface Metered {
  /** The exporter that tells Prometheus of the database. @default none */
  readonly metrics?: Pick<PostgresExporterProps, 'image' | 'scrapedFrom'>;
}

/** A Redis of a service's own: a server in the namespace of the service, or a server that somebody else runs. */
export type RedisSettings<P extends Password> = { readonly password: P } & (StatefulSetRedis | ManagedRedis);

interface StatefulSetRedis {
  readonly statefulSet: Pick<RedisStatefulSetProps, 'image' | 'storage' | 'tls' | 'resources'>;
  readonly external?: never;
}

interface ManagedRedis {
  readonly external: Pick<ExternalRedisProps, 'address' | 'port' | 'tls'>;
  readonly statefulSet?: never;
}
