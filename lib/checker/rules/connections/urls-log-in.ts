import type { Bundle, Container } from '../../bundle/bundle';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { namesAreKnown } from '../../bundle/containers/known-variables';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { databaseServers } from '../../bundle/databases/database-servers';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { urlsIn } from '../../bundle/traffic/urls';
import { entryOf } from '../../manifest/entry-of';
import type { Finding, Rule } from '../../rule';

/** The kind of the server by the scheme of a client. Each of these servers lets nobody in without, once it has a password. */
const KINDS: Readonly<Record<string, string>> = {
  amqp: 'rabbitmq',
  mongodb: 'mongo',
  redis: 'redis',
  rediss: 'redis',
};

/** Variables that may hold the password apart from the URL, or other ways to log in. */
const APART = /PASS|PWD|SECRET|AUTH|CRED|TOKEN|USER|KEY|CERT/i;

/** A URL of a server with a password has one, if no other setting of the program does. */
export const urlsLogIn: Rule = {
  id: 'urls-log-in',
  answer: 'broken',
  why: 'a server with a password lets a client without one connect, and refuses each of its commands (NOAUTH, not authorized)',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[REDIS_URL].value: expected a password, which StatefulSet default/cache is given (requirepass), received a URL without one [urls-log-in]',
  about: Object.keys(KINDS),
  check: (bundle) => bundle.containers.flatMap((container) => without(bundle, container)),
};

function without(bundle: Bundle, container: Container): Finding[] {
  const { template } = container;
  const variables = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
  const urls = variables.filter(({ value }) => value?.includes('://'));
  if (urls.length === 0 || variables.some(({ name }) => APART.test(name))) return [];
  return urls.flatMap(({ value = '', path, source }): Finding[] => {
    const [url, ...others] = urlsIn(value);
    const kind = url && entryOf(KINDS, url.scheme);
    // A placeholder may stand for user and password.
    if (!url || kind === undefined || others.length > 0 || /[@$]|password=/.test(value)) return [];
    const [host] = url.hosts;
    const service = host && ClusterDns.of(bundle).answer(host.name, template.namespace)?.service;
    const servers = service ? databaseServers(bundle, service) : [];
    const [server] = servers;
    const [account] = server?.accounts ?? [];
    if (server?.kind !== kind || account === undefined || servers.length > 1) return [];
    if (!namesAreKnown(bundle, container) || mountedFiles(bundle, container).length > 0) return [];
    const field = source === undefined ? `${path}.value` : path;
    const expected = `a password, which ${server.owner} is given (${account.says})`;
    return [{ object: template.owner, field, expected, received: 'a URL without one' }];
  });
}
