import type {
  ArchiveBackup,
  Backup,
  BucketPlace,
  ClaimPlace,
  ExternalPostgresProps,
  ExternalRedisProps,
  Password,
  PostgresClusterProps,
  PostgresExporterProps,
  PostgresStatefulSetProps,
  RedisStatefulSetProps,
  SecretSource,
} from '../..';

/** The PostgreSQL of an environment: one server, a cluster of servers, or a server that somebody else runs. */
export type PostgresqlSettings<S extends SecretSource> = StatefulSetPostgres<S> | ClusterPostgres<S> | ManagedPostgres;

interface StatefulSetPostgres<S extends SecretSource> {
  /** One server of the environment's own. */
  readonly statefulSet: Metered &
    Pick<PostgresStatefulSetProps, 'storage' | 'resources' | 'maxConnections'> & {
      /** Dumps at given times. @default none: what the server loses is lost */
      readonly backup?: Backup<ClaimPlace | BucketPlace<S>>;
    };
  readonly cluster?: never;
  readonly external?: never;
}

interface ClusterPostgres<S extends SecretSource> {
  /** Servers of CloudNativePG: a single server may fail. */
  readonly cluster: Pick<PostgresClusterProps, 'image' | 'instances' | 'storage' | 'resources' | 'maxConnections'> & {
    /** Base backups and all changes since. @default none: what all servers lose is lost */
    readonly backup?: ArchiveBackup<S>;
  };
  readonly statefulSet?: never;
  readonly external?: never;
}

interface ManagedPostgres {
  /** A server that somebody else runs. */
  readonly external: Metered &
    Pick<ExternalPostgresProps, 'address' | 'port' | 'tls' | 'maxConnections'> & {
      /** The user that owns the database `wealist`. User and database exist already. */
      readonly user: string;
    };
  readonly statefulSet?: never;
  readonly cluster?: never;
}

interface Metered {
  /** The exporter of the database's metrics, for Prometheus. @default none */
  readonly metrics?: Pick<PostgresExporterProps, 'image' | 'scrapedFrom'>;
}

/** A Redis of a service's own: a server in the namespace of the service, or a server that somebody else runs. */
export type RedisSettings<P extends Password> = {
  /** The password that clients log in with. */
  readonly password: P;
} & (StatefulSetRedis | ManagedRedis);

interface StatefulSetRedis {
  /** One server in the namespace of the service. */
  readonly statefulSet: Pick<RedisStatefulSetProps, 'image' | 'storage' | 'tls' | 'resources'>;
  readonly external?: never;
}

interface ManagedRedis {
  /** A server that somebody else runs. */
  readonly external: Pick<ExternalRedisProps, 'address' | 'port' | 'tls'>;
  readonly statefulSet?: never;
}
