import type { Environment, SharedEnvironment } from '../../../lib/wealist/environments/environment';
import { environments } from '../../../lib/wealist/environments/index';

/** All that these tests know of an environment. The parts may have got further fields since. */
type Known<E> = { [Field in keyof E]?: E[Field] extends object | undefined ? Partial<E[Field]> : E[Field] };

/**
 * An environment with these values, whatever values lib/wealist has by now. Only a system or a field that is newer than
 * these tests has a value of lib/wealist: the charts may need the value, and no test speaks of it.
 */
export function frozen<E extends Environment>(known: Known<E>): E {
  const { certificates, boardApi, ...newer } = shared();
  const { redis: _redis, ...newerApi } = boardApi;
  return {
    ...newer,
    suppressions: [],
    ...known,
    images: { ...newer.images, ...known.images },
    hosts: { ...newer.hosts, ...known.hosts },
    ...(known.certificates && { certificates: { ...certificates, ...known.certificates } }),
    boardApi: { ...newerApi, ...known.boardApi },
    frontend: { ...newer.frontend, ...known.frontend },
    helloServer: { ...newer.helloServer, ...known.helloServer },
    helloWorld: { ...newer.helloWorld, ...known.helloWorld },
  } as unknown as E;
}

function shared(): SharedEnvironment {
  const found = Object.values<Environment>(environments).find(({ certificates }) => certificates !== undefined);
  if (!found) throw new Error('lib/wealist has no environment that others can reach');
  return found as SharedEnvironment;
}
