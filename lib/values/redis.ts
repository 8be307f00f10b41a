import type { BackingService, CaBundle } from './backing-service';
import type { Credential } from './password';
import { ENCODED_PASSWORD } from './secret-value';

/** A Redis server that services connect to. */
export interface Redis extends BackingService {
  /** The scheme of the URL: `redis` without TLS, `rediss` with TLS. */
  readonly scheme: 'redis' | 'rediss';
}

/**
 * The environment variables of a client: the password, `REDIS_URL` with database 0 and the default user, and with
 * authorities of its own `REDIS_CA_FILE`. The file is no part of the URL: clients have no parameter in common for a file.
 */
export function redisCredential({
  scheme,
  host,
  port,
  caBundle,
}: Pick<Redis, 'scheme' | 'host' | 'port' | 'caBundle'>): Credential {
  return {
    passwordKey: 'REDIS_PASSWORD',
    values: {
      REDIS_URL: [`${scheme}://:`, ENCODED_PASSWORD, `@${host}:${port}/0`],
      ...(caBundle && { REDIS_CA_FILE: [`${caBundle.mountPath}/${caBundle.file}`] }),
    },
  };
}

/** The certificates of a server's authorities, for the containers of clients. */
export function redisCaBundle(certificates: string): CaBundle {
  return { configMap: 'redis-ca', mountPath: '/etc/redis-ca', file: 'ca.crt', certificates };
}
