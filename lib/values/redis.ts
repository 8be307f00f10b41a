import type { BackingService } from './backing-service';
import type { Credential } from './password';
import { ENCODED_PASSWORD } from './secret-value';

/** A Redis server that services connect to. */
export interface Redis extends BackingService {
  /** The scheme of the URL: `redis` without TLS, `rediss` with TLS. */
  readonly scheme: 'redis' | 'rediss';
}

/** The environment variables of a client: the password, and `REDIS_URL` with database 0 and the default user. */
export function redisCredential({ scheme, host, port }: Pick<Redis, 'scheme' | 'host' | 'port'>): Credential {
  return {
    passwordKey: 'REDIS_PASSWORD',
    values: { REDIS_URL: [`${scheme}://:`, ENCODED_PASSWORD, `@${host}:${port}/0`] },
  };
}
