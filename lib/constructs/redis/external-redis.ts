import { Construct } from 'constructs';
import type { Endpoint } from '../../checker/connection';
import type { CaBundle, Client } from '../../values/backing-service';
import { checkAuthorities } from '../../values/certificate';
import { checkExternalAddress, type ExternalAddress } from '../../values/external-address';
import { checkPort } from '../../values/name';
import type { Credential, Password } from '../../values/password';
import { type Redis, redisCaBundle, redisCredential } from '../../values/redis';
import { ExternalService } from '../server/external-service';
import type { Namespace } from '../workload/namespace';

export interface ExternalRedisProps {
  /** The namespace of the Service. */
  readonly namespace: Namespace;
  /** The Service under which the server is known in the cluster: a DNS label. */
  readonly name: string;
  /** The name or the addresses of the server. */
  readonly address: ExternalAddress;
  /** The TCP port of the server, 1 to 65535. @default 6379 */
  readonly port?: number;
  /**
   * Use TLS. Clients then dial the name or the address on the certificate of the server. With `ca`, clients trust the
   * authorities in PEM, and no others.
   *
   * @default true: TLS, and clients trust the authorities of their system
   */
  readonly tls?: boolean | { readonly ca: string };
  /** The password that clients log in with. */
  readonly password: Password;
}

/**
 * A Redis server that somebody else runs (ElastiCache, Memorystore), as clients in the cluster see it.
 *
 * Renders a Service that leads to it. Over TLS, clients dial the server's own name or address: a client checks the
 * certificate against it.
 */
export class ExternalRedis extends Construct implements Redis {
  readonly scheme: Redis['scheme'];
  readonly host: string;
  readonly port: number;
  readonly password: Password;
  readonly credential: Credential;
  readonly peer: Endpoint;
  /** @default none, unless `tls` names authorities */
  readonly caBundle?: CaBundle;

  constructor(scope: Construct, id: string, props: ExternalRedisProps) {
    super(scope, id);
    const { namespace, name, address, port = 6379, tls = true } = props;
    const service = new ExternalService(this, 'service', {
      namespace,
      name,
      address,
      port: { name: 'redis', number: port },
    });
    const ca = typeof tls === 'object' ? tls.ca : undefined;
    if (ca !== undefined) this.caBundle = redisCaBundle(ca);
    this.scheme = tls ? 'rediss' : 'redis';
    this.host = tls ? (address.hostname ?? address.ip) : service.host;
    this.port = port;
    this.password = props.password;
    this.peer = service.peer;
    this.credential = redisCredential(this);
    this.node.addValidation({
      validate: () => [
        ...checkExternalAddress('address', address),
        ...checkPort('port', port),
        ...(ca === undefined ? [] : checkAuthorities('tls.ca', ca)),
      ],
    });
  }

  /** Its operators know their clients: nothing here stands in the way. */
  grantAccess(_client: Client): void {}
}
