import type { BackingService } from './backing-service';
import type { Credential } from './password';
import { ENCODED_PASSWORD } from './secret-value';

/** What a client must know to reach a Redis server, and nothing about how that server runs. */
export interface Redis extends BackingService {
  /** `rediss` is Redis over TLS. */
  readonly scheme: 'redis' | 'rediss';
}

/** The environment variables by which a client finds its Redis: logical database 0, the default user. */
export function redisCredential({ scheme, host, port }: Pick<Redis, 'scheme' | 'host' | 'port'>): Credential {
  return {
    passwordKey: 'REDIS_PASSWORD',
    values: { REDIS_URL: [`${scheme}://:`, ENCODED_PASSWORD, `@${host}:${port}/0`] },
  };
}
