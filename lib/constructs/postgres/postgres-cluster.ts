import { Chart, Lazy, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { Cluster, type ClusterSpecManagedRoles, Database } from '../../../imports/postgresql.cnpg.io';
import { problem } from '../../checker/problem';
import { Cpu, type k8s } from '../../kubernetes';
import type { Client } from '../../values/backing-service';
import { type ArchiveBackup, checkArchiveBackup } from '../../values/backup';
import { serversOf } from '../../values/bucket';
import { checkConnections } from '../../values/connection-limit';
import type { Image } from '../../values/image';
import type { Credential, Password } from '../../values/password';
import { addressOf, checkIdentifier, type PostgresDatabase, postgresCredential } from '../../values/postgres-database';
import { checkResources, type Resources, resourceRequirements } from '../../values/resources';
import { checkStorage, type Storage } from '../../values/storage';
import { checkWholeNumber } from '../../values/whole-number';
import { Secret } from '../secret/secret';
import { NetworkEndpoint, type NetworkEndpointProps } from '../workload/network-endpoint';
import { ClusterArchive } from './cluster-archive';
import { type DatabaseOwner, OwnDatabases, objectNameOf } from './own-databases';

export interface PostgresClusterProps extends NetworkEndpointProps {
  /** An image of CloudNativePG's own, such as ghcr.io/cloudnative-pg/postgresql:16.10: others lack what it starts. */
  readonly image: Image;
  /** Number of servers, the primary among them: from 3 on, one may fail while another is being updated. */
  readonly instances: number;
  /** A disk of its own for each server. */
  readonly storage: Storage;
  /** The password of the user that owns the database. */
  readonly password: Password;
  /** The database made at the first start. @default "app" */
  readonly database?: string;
  /** The user that owns it, not a superuser. @default the name of the database */
  readonly user?: string;
  /** The resources of each server. @default 100m and 512Mi, limited to 1 CPU and 1Gi */
  readonly resources?: Resources;
  /** Connections that the primary keeps open at most, three of them for its superusers. @default 100 */
  readonly maxConnections?: number;
  /** The namespace that the operator runs in. @default "cnpg-system" */
  readonly operatorNamespace?: string;
  /**
   * Base backups at given times, and all that is written in between, by the operator's plugin for Barman Cloud: any
   * moment of the days that are kept can be restored.
   *
   * @default none
   */
  readonly backup?: ArchiveBackup;
}

const DEFAULT_RESOURCES: Resources = {
  cpu: { request: Cpu.millis(100), limit: Cpu.units(1) },
  memory: { request: Size.mebibytes(512), limit: Size.gibibytes(1) },
};
const DEFAULT_MAX_CONNECTIONS = 100;

/** The port of the status of a server, for the operator and the other servers: cloudnative-pg.io/documentation/current/networking */
const STATUS_PORT = 8000;
/** The API server, by its Service's port and by its own: it runs outside of all namespaces. */
const API_SERVER_PORTS = [443, 6443];

/**
 * A PostgreSQL primary with replicas, kept running by CloudNativePG: for those who outgrow one server.
 *
 * Renders a Cluster, the Secret of its user, and a NetworkPolicy for its clients, the operator, the servers among each
 * other and their API server; for backups an ObjectStore, the Secret of its bucket and a ScheduledBackup. Clients use the
 * read-write Service, which the operator leads to whichever server is the primary. Refuses `postgres` as the user, whom
 * the operator keeps for itself, clients that together open more connections than the primary keeps, and whatever its
 * primitives refuse.
 */
export class PostgresCluster extends NetworkEndpoint implements PostgresDatabase {
  readonly host: string;
  readonly port = 5432;
  readonly databaseName: string;
  readonly user: string;
  readonly password: Password;
  readonly credential: Credential;

  private readonly clients: Client[] = [];
  private readonly own = new OwnDatabases(this);
  private readonly roles: ClusterSpecManagedRoles[] = [];

  constructor(scope: Construct, id: string, props: PostgresClusterProps) {
    super(scope, id, props, { 'cnpg.io/cluster': props.name });
    const { database = 'app', user = database, resources = DEFAULT_RESOURCES, storage, instances, image } = props;
    const { maxConnections, operatorNamespace = 'cnpg-system', backup } = props;
    this.host = this.namespace.host(`${this.name}-rw`);
    this.databaseName = database;
    this.user = user;
    this.password = props.password;
    this.credential = postgresCredential(addressOf(this));
    this.node.addValidation({
      validate: () => [
        ...image.problems('image'),
        ...checkClusterName(props.name),
        ...checkWholeNumber('instances', instances),
        ...checkStorage('storage', storage),
        ...checkIdentifier('database', database),
        ...checkIdentifier('user', user),
        ...(user === 'postgres' ? [problem('user', 'a user of its own: the operator keeps the superuser', user)] : []),
        ...checkResources('resources', resources, props.namespace.cluster),
        ...(backup ? checkArchiveBackup('backup', backup) : []),
        ...checkConnections('maxConnections', maxConnections ?? DEFAULT_MAX_CONNECTIONS, this.clients),
        ...this.own.problems(),
      ],
    });

    const { labels, namespace } = this;
    const secretName = `${this.name}-secret`;
    const source = props.password.secret(`${namespace.name}/${secretName}`, {
      passwordKey: 'password',
      values: { username: [user] },
    });
    new Secret(this, 'password', { namespace, name: secretName, labels, source });
    const archive = backup && new ClusterArchive(this, 'archive', { namespace, cluster: this.name, labels, backup });
    const bucket = backup?.to.bucket;
    for (const { peer, port } of bucket ? serversOf(bucket) : []) this.allowTo(peer, port);
    const { roles } = this;
    const common = Chart.of(this).labels;
    new Cluster(this, 'cluster', {
      metadata: this.metadata(),
      spec: {
        instances,
        imageName: image.reference,
        imagePullPolicy: image.pullPolicy,
        ...(Object.keys(common).length > 0 && { inheritedMetadata: { labels: common } }),
        bootstrap: { initdb: { database, owner: user, secret: { name: secretName } } },
        storage: {
          size: storage.size.asString(),
          ...(storage.storageClassName !== undefined && { storageClass: storage.storageClassName }),
        },
        resources: amounts(resourceRequirements(resources)),
        ...(maxConnections !== undefined && {
          postgresql: { parameters: { max_connections: String(maxConnections) } },
        }),
        ...(archive && { plugins: [archive.plugin] }),
        ...(bucket?.identity && { serviceAccountTemplate: { metadata: { annotations: bucket.identity.annotations } } }),
        // Rendered later: further databases are declared until then.
        managed: Lazy.any({ produce: () => (roles.length > 0 ? { roles } : undefined) }),
      },
    });
    for (const port of [this.port, STATUS_PORT]) {
      this.allowFrom({ namespace: operatorNamespace }, port);
      this.allowFrom(this.peer, port);
      this.allowTo(this.peer, port);
    }
    for (const port of API_SERVER_PORTS) this.allowTo({ cidrs: ['0.0.0.0/0'] }, port);
  }

  /**
   * A further database of this server, with a user and a password of its own. The operator creates both. What is there already stays.
   */
  database(name: string, owner: DatabaseOwner): PostgresDatabase {
    const { namespace, labels, roles } = this;
    const database = this.own.add(name, owner);
    const { user, password } = database;
    const object = objectNameOf(this.name, name);
    const credential = { passwordKey: 'password', values: { username: [user] } };
    const source = password.secret(`${namespace.name}/${object}`, credential);
    new Secret(this, `password-${this.node.children.length}`, { namespace, name: object, labels, source });
    roles.push({ name: user, ensure: 'present', login: true, passwordSecret: { name: object } });
    const spec = { name, owner: user, cluster: { name: this.name } };
    new Database(this, `database-${this.node.children.length}`, { metadata: this.metadata(object), spec });
    return database;
  }

  grantAccess(client: Client): void {
    this.clients.push(client);
    this.allowFrom(client.peer, this.port);
  }
}

/** Quantities as the plain strings that a custom resource takes. */
function amounts({ requests = {}, limits = {} }: k8s.ResourceRequirements) {
  const plain = (quantities: Readonly<Record<string, k8s.Quantity>>) =>
    Object.fromEntries(Object.entries(quantities).map(([name, { value }]) => [name, String(value)]));
  return { requests: plain(requests), limits: plain(limits) };
}

/** The operator refuses a longer one, since names of pods and Services are made of it. */
function checkClusterName(name: string): string[] {
  return name.length <= 50 ? [] : [problem('name', 'at most 50 characters, as CloudNativePG allows', name)];
}
