import { Construct } from 'constructs';
import type { Endpoint } from '../../checker/connection';
import { problem, Unquoted } from '../../checker/problem';
import type { CaBundle, Client } from '../../values/backing-service';
import { checkConnections } from '../../values/connection-limit';
import { checkExternalAddress, type ExternalAddress } from '../../values/external-address';
import type { Image } from '../../values/image';
import { checkPort } from '../../values/name';
import type { Credential, Password } from '../../values/password';
import { addressOf, checkIdentifier, type PostgresDatabase, postgresCredential } from '../../values/postgres-database';
import { caBundleOf, checkTls, type PostgresTls, tlsSettings } from '../../values/postgres-tls';
import { ExternalService } from '../server/external-service';
import type { Namespace } from '../workload/namespace';
import { CreateDatabase } from './create-database';
import { type DatabaseOwner, OwnDatabases } from './own-databases';

export interface ExternalPostgresProps {
  /** The namespace of the Service. */
  readonly namespace: Namespace;
  /** The Service under which the server is known in the cluster: a DNS label. */
  readonly name: string;
  /** The name or the addresses of the server. */
  readonly address: ExternalAddress;
  /** The TCP port of the server, 1 to 65535. @default 5432 */
  readonly port?: number;
  /** The use of TLS: `require` encrypts, `verify-full` also checks the certificate of the server. */
  readonly tls: PostgresTls;
  /** The database, which exists already. @default "postgres" */
  readonly database?: string;
  /** The user that owns the database, and exists already. @default "postgres" */
  readonly user?: string;
  /** The password of the user. */
  readonly password: Password;
  /** An official `postgres` image, for the Jobs that create further databases. @default none, and no further database */
  readonly image?: Image;
  /** Connections that the server keeps open at most (`show max_connections`). @default unknown, and not held to */
  readonly maxConnections?: number;
}

/**
 * A PostgreSQL server that somebody else runs (RDS, Cloud SQL), as clients in the cluster see it.
 *
 * Renders a Service that leads to it. With `verify-full`, clients get the certificates of its authority in a ConfigMap,
 * and dial the server's own name or address, since that is what stands on its certificate; with `require`, they dial the
 * Service. Their NetworkPolicies open the way to the server's addresses, and to nothing else.
 */
export class ExternalPostgres extends Construct implements PostgresDatabase {
  readonly host: string;
  readonly port: number;
  readonly databaseName: string;
  readonly user: string;
  readonly password: Password;
  readonly settings: Readonly<Record<string, string>>;
  readonly credential: Credential;
  readonly peer: Endpoint;
  /** @default none, unless certificates are checked */
  readonly caBundle?: CaBundle;

  private readonly clients: Client[] = [];
  private readonly own = new OwnDatabases(this);

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ExternalPostgresProps,
  ) {
    super(scope, id);
    const { namespace, name, address, port = 5432, tls, database = 'postgres', user = 'postgres' } = props;
    const { maxConnections } = props;
    const service = new ExternalService(this, 'service', {
      namespace,
      name,
      address,
      port: { name: 'postgresql', number: port },
    });
    this.host = tls.mode === 'verify-full' ? (address.hostname ?? address.ip) : service.host;
    this.port = port;
    this.databaseName = database;
    this.user = user;
    this.password = props.password;
    this.peer = service.peer;
    const caBundle = caBundleOf(tls);
    if (caBundle) this.caBundle = caBundle;
    this.settings = tlsSettings(tls);
    this.credential = postgresCredential(addressOf(this));
    this.node.addValidation({
      validate: () => [
        ...checkExternalAddress('address', address),
        ...checkPort('port', port),
        ...checkTls('tls', tls),
        ...checkIdentifier('database', database),
        ...checkIdentifier('user', user),
        ...this.own.problems(),
        ...(maxConnections === undefined ? [] : checkConnections('maxConnections', maxConnections, this.clients)),
      ],
    });
  }

  /**
   * A further database of this server, with a user and a password of its own. A Job creates both, and may run again. `user` must have
   * the right to create databases and users. What is there already stays.
   */
  database(name: string, owner: DatabaseOwner): PostgresDatabase {
    const { namespace, name: server, image } = this.props;
    const database = this.own.add(name, owner);
    if (image)
      new CreateDatabase(this, `database-${this.node.children.length}`, {
        namespace,
        server,
        admin: this,
        database,
        image,
      });
    else {
      const none = problem('image', 'an official postgres image, to create databases with', new Unquoted('none'));
      this.node.addValidation({ validate: () => [none] });
    }
    return database;
  }

  grantAccess(client: Client): void {
    this.clients.push(client);
  }
}
