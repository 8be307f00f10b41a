import type { ArchiveBackup, Backup, BucketPlace, ClaimPlace } from '../../values/backup';
import type { ExternalAddress } from '../../values/external-address';
import type { Image } from '../../values/image';
import type { Password } from '../../values/password';
import type { PostgresTls } from '../../values/postgres-tls';
import type { Resources } from '../../values/resources';
import type { SecretSource } from '../../values/secret';
import type { Storage } from '../../values/storage';

/** Which PostgreSQL serves an environment: one server, a cluster of them, or one that somebody else runs. */
export type PostgresqlSettings<S extends SecretSource> = StatefulSetPostgres<S> | ClusterPostgres<S> | ManagedPostgres;

interface StatefulSetPostgres<S extends SecretSource> {
  readonly statefulSet: {
    readonly storage: Storage;
    /** @default 100m and 256Mi, limited to 200m and 512Mi */
    readonly resources?: Resources;
    /** Connections that the server keeps open at most. @default 100 */
    readonly maxConnections?: number;
    /** @default none: what the server loses is lost */
    readonly backup?: Backup<ClaimPlace | BucketPlace<S>>;
    /** @default none */
    readonly metrics?: MetricsSettings;
  };
  readonly cluster?: never;
  readonly external?: never;
}

interface ClusterPostgres<S extends SecretSource> {
  readonly cluster: {
    /** An image of CloudNativePG's own, such as ghcr.io/cloudnative-pg/postgresql:16.10. */
    readonly image: Image;
    /** Number of servers, the primary among them. */
    readonly instances: number;
    /** Of each server. */
    readonly storage: Storage;
    /** @default 100m and 512Mi, limited to 1 CPU and 1Gi */
    readonly resources?: Resources;
    /** Connections that the primary keeps open at most. @default 100 */
    readonly maxConnections?: number;
    /** @default none: what all of its servers lose is lost */
    readonly backup?: ArchiveBackup<S>;
  };
  readonly statefulSet?: never;
  readonly external?: never;
}

interface ManagedPostgres {
  readonly external: {
    readonly address: ExternalAddress;
    /** @default 5432 */
    readonly port?: number;
    readonly tls: PostgresTls;
    /** The user that owns the database `wealist`; both exist already. */
    readonly user: string;
    /** Connections that the server keeps open at most (`show max_connections`). @default unknown, and not held to */
    readonly maxConnections?: number;
    /** @default none */
    readonly metrics?: MetricsSettings;
  };
  readonly statefulSet?: never;
  readonly cluster?: never;
}

/** What tells Prometheus of a database. */
export interface MetricsSettings {
  /** An image of prometheus-community's postgres_exporter, such as quay.io/prometheuscommunity/postgres-exporter:v0.17.1. */
  readonly image: Image;
  /** The namespace that Prometheus runs in. */
  readonly scrapedFrom: string;
}

/** A Redis of a service's own: a server in its namespace, or one that somebody else runs. */
export type RedisSettings<P extends Password> = { readonly password: P } & (StatefulSetRedis | ManagedRedis);

interface StatefulSetRedis {
  readonly statefulSet: {
    /** An official `redis` image. */
    readonly image: Image;
    /** @default none: a restart empties it */
    readonly storage?: Storage;
    /** @default 50m and 64Mi, limited to 200m and 128Mi */
    readonly resources?: Resources;
  };
  readonly external?: never;
}

interface ManagedRedis {
  readonly external: {
    readonly address: ExternalAddress;
    /** @default 6379 */
    readonly port?: number;
    /** @default true */
    readonly tls?: boolean;
  };
  readonly statefulSet?: never;
}
