import { Construct } from 'constructs';
import type { Endpoint } from '../../checker/connection';
import type { CaBundle, Client } from '../../values/backing-service';
import { checkConnections } from '../../values/connection-limit';
import { checkExternalAddress, type ExternalAddress } from '../../values/external-address';
import { checkPort } from '../../values/name';
import type { Credential, Password } from '../../values/password';
import { checkIdentifier, type PostgresDatabase, postgresCredential } from '../../values/postgres-database';
import { caBundleOf, checkTls, type PostgresTls, tlsSettings } from '../../values/postgres-tls';
import { ExternalService } from '../server/external-service';
import type { Namespace } from '../workload/namespace';

export interface ExternalPostgresProps {
  readonly namespace: Namespace;
  /** The Service under which the server is known in the cluster: a DNS label. */
  readonly name: string;
  readonly address: ExternalAddress;
  /** @default 5432 */
  readonly port?: number;
  readonly tls: PostgresTls;
  /** The database, which exists already. @default "postgres" */
  readonly database?: string;
  /** The user that owns it, and exists already. @default "postgres" */
  readonly user?: string;
  readonly password: Password;
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
  readonly database: string;
  readonly user: string;
  readonly password: Password;
  readonly settings: Readonly<Record<string, string>>;
  readonly credential: Credential;
  readonly peer: Endpoint;
  /** @default none, unless certificates are checked */
  readonly caBundle?: CaBundle;

  private readonly clients: Client[] = [];

  constructor(scope: Construct, id: string, props: ExternalPostgresProps) {
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
    this.database = database;
    this.user = user;
    this.password = props.password;
    this.peer = service.peer;
    const caBundle = caBundleOf(tls);
    if (caBundle) this.caBundle = caBundle;
    this.settings = tlsSettings(tls);
    this.credential = postgresCredential(this);
    this.node.addValidation({
      validate: () => [
        ...checkExternalAddress('address', address),
        ...checkPort('port', port),
        ...checkTls('tls', tls),
        ...checkIdentifier('database', database),
        ...checkIdentifier('user', user),
        ...(maxConnections === undefined ? [] : checkConnections('maxConnections', maxConnections, this.clients)),
      ],
    });
  }

  grantAccess(client: Client): void {
    this.clients.push(client);
  }
}
