import { Duration, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { Cpu, type k8s } from '../../kubernetes';
import type { Client } from '../../values/backing-service';
import { checkConnections } from '../../values/connection-limit';
import type { Image } from '../../values/image';
import { checkServiceName, checkStatefulSetName } from '../../values/name';
import type { Credential, Password } from '../../values/password';
import {
  addressOf,
  checkIdentifier,
  type PostgresDatabase,
  postgresCredential,
  SERVER_CREDENTIAL,
} from '../../values/postgres-database';
import { Probe } from '../../values/probe';
import { checkResources, type Resources } from '../../values/resources';
import { checkSeconds, seconds } from '../../values/seconds';
import { checkStorage, type Storage } from '../../values/storage';
import { SingleServer } from '../server/single-server';
import type { WorkloadProps } from '../workload/workload';
import { CreateDatabase } from './create-database';
import { type DatabaseOwner, OwnDatabases } from './own-databases';
import { checkPostgresImage, postgresLayout } from './postgres-image';

export interface PostgresStatefulSetProps extends WorkloadProps {
  /** An official `postgres` image: its tag tells the version, the user id and where the data lies. */
  readonly image: Image;
  /**
   * The superuser's password. The image reads it when it makes an empty data directory, and never again: to change it
   * later, `ALTER ROLE` in the running server comes first.
   */
  readonly password: Password;
  /** The disk of the server. */
  readonly storage: Storage;
  /** The Service that clients use, a DNS label. @default the name of the workload */
  readonly serviceName?: string;
  /** The database made at the first start. @default "postgres" */
  readonly database?: string;
  /** The superuser. @default "postgres" */
  readonly user?: string;
  /** The requests and limits of the server. @default 100m and 256Mi, limited to 200m and 512Mi */
  readonly resources?: Resources;
  /**
   * Connections that the server keeps open at most, three of them for its superusers. Each takes some MiB of its memory.
   *
   * @default 100, PostgreSQL's own
   */
  readonly maxConnections?: number;
  /** Time for the last checkpoint after SIGINT, in whole seconds. @default 60 s */
  readonly shutdownTimeout?: Duration;
}

const PORT_NAME = 'postgresql';
const DEFAULT_MAX_CONNECTIONS = 100;

const DEFAULT_RESOURCES: Resources = {
  cpu: { request: Cpu.millis(100), limit: Cpu.millis(200) },
  memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
};

/**
 * One PostgreSQL server with a disk of its own: a database for clients in this or any other namespace.
 *
 * Renders a StatefulSet with one replica and a volume claim template, a headless Service on port 5432, a ServiceAccount
 * without a token, the Secret of its password or what makes it, and a NetworkPolicy that lets in those who were given
 * this database.
 * The official image stops on SIGINT, PostgreSQL's fast shutdown: clients are disconnected, data is written, nothing is
 * lost. Refuses a tag without a major version, a disk of no size, clients that together open more connections than the
 * server keeps, and whatever its primitives refuse.
 */
export class PostgresStatefulSet extends SingleServer implements PostgresDatabase {
  readonly host: string;
  readonly port = 5432;
  readonly databaseName: string;
  readonly user: string;
  readonly password: Password;
  readonly credential: Credential;

  private readonly clients: Client[] = [];
  private readonly own = new OwnDatabases(this);

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PostgresStatefulSetProps,
  ) {
    super(scope, id, props);
    const { serviceName = props.name, database = 'postgres', user = 'postgres' } = props;
    const { resources = DEFAULT_RESOURCES, shutdownTimeout = Duration.seconds(60), image, storage } = props;
    const { maxConnections = DEFAULT_MAX_CONNECTIONS } = props;
    this.host = this.namespace.host(serviceName);
    this.databaseName = database;
    this.user = user;
    this.password = props.password;
    this.credential = postgresCredential(addressOf(this));
    this.node.addValidation({
      validate: () => [
        ...checkPostgresImage('image', image),
        ...checkServiceName('serviceName', serviceName),
        ...checkStatefulSetName('name', props.name),
        ...checkIdentifier('database', database),
        ...checkIdentifier('user', user),
        ...checkResources('resources', resources, props.namespace.cluster),
        ...checkStorage('storage', storage),
        ...checkSeconds('shutdownTimeout', shutdownTimeout, 1),
        ...checkConnections('maxConnections', maxConnections, this.clients),
        ...this.own.problems(),
      ],
    });

    const { mountPath, dataDirectory, uid } = postgresLayout(image);
    const secretName = `${this.name}-secret`;
    const { passwordKey } = SERVER_CREDENTIAL;
    this.render({
      image,
      resources,
      serviceName,
      port: { name: PORT_NAME, number: this.port },
      password: props.password,
      credential: SERVER_CREDENTIAL,
      secretName,
      data: { volumeName: `${this.name}-data`, mountPath, storage },
      writable: ['/tmp', '/var/run/postgresql'],
      uid,
      gracePeriodSeconds: seconds(shutdownTimeout),
      container: {
        ...(props.maxConnections !== undefined && { args: ['-c', `max_connections=${maxConnections}`] }),
        env: [
          { name: 'POSTGRES_USER', value: user },
          { name: 'POSTGRES_DB', value: database },
          { name: passwordKey, valueFrom: { secretKeyRef: { name: secretName, key: passwordKey } } },
          { name: 'PGDATA', value: dataDirectory },
        ],
        // Replaying the log after a crash takes as long as it takes: five minutes before a restart is tried.
        startupProbe: this.ready(5, 60),
        livenessProbe: this.ready(10, 6),
        readinessProbe: this.ready(5, 3),
      },
    });
  }

  /**
   * A further database of this server, with a user and a password of its own. A Job creates both, and may run again. What is there already stays.
   */
  database(name: string, owner: DatabaseOwner): PostgresDatabase {
    const { namespace } = this;
    const database = this.own.add(name, owner);
    const job = { namespace, server: this.name, admin: this, database, image: this.props.image };
    new CreateDatabase(this, `database-${this.node.children.length}`, job);
    return database;
  }

  grantAccess(client: Client): void {
    this.clients.push(client);
    this.allowFrom(client.peer, this.port);
  }

  private ready(period: number, failureThreshold: number): k8s.Probe {
    // Over TCP: while initdb's scripts run, the server listens on its socket only, and is not ready for clients.
    const command = ['pg_isready', '--host=127.0.0.1', `--username=${this.user}`, `--dbname=${this.databaseName}`];
    return Probe.exec(command, {
      period: Duration.seconds(period),
      timeout: Duration.seconds(5),
      failureThreshold,
    }).toKube({});
  }
}
