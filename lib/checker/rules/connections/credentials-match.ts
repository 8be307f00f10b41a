import type { Bundle } from '../../bundle/bundle';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { type DatabaseClient, databaseClients } from '../../bundle/databases/database-clients';
import { type Account, type DatabaseServer, databaseServers } from '../../bundle/databases/database-servers';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { isTypo } from '../../problem';
import type { Finding, Rule } from '../../rule';

/** A client of MySQL, MongoDB, RabbitMQ or Redis has the password and the database that the server is given. */
export const credentialsMatch: Rule = {
  id: 'credentials-match',
  answer: 'broken',
  why: 'a password that is changed in only one of its places, or a database that the server never makes, makes every connection fail',
  example:
    'Secret default/api: stringData.MONGO_URL: expected the password that StatefulSet default/mongo is given (MONGO_INITDB_ROOT_PASSWORD), received another one [credentials-match]',
  about: ['pass', 'createUser'],
  check: (bundle) =>
    databaseClients(bundle).flatMap((client): Finding[] => {
      const scripted = ofScripts(bundle, client);
      if (scripted.length > 0) return scripted;
      const [server, ...others] = databaseServers(bundle, client.service);
      // A Service in front of several servers says nothing of the one that answers.
      if (server === undefined || others.some(({ owner }) => owner !== server.owner)) return [];
      return [
        ...wrongPassword(client, server),
        ...wrongUser(client, server),
        ...wrongDatabase(client, server),
        ...wrongSource(client, server),
        ...wrongVhost(client, server),
      ];
    }),
};

const at = ({ object }: DatabaseClient, { field }: { readonly field: string }) => ({ object, field });

/** The account of the client's user, or the only account. */
function accountOf({ user }: DatabaseClient, { kind, accounts }: DatabaseServer): Account | undefined {
  if (user === undefined) return kind === 'redis' ? accounts[0] : undefined;
  return accounts.find((account) => account.user === user.value);
}

function wrongPassword(client: DatabaseClient, server: DatabaseServer): Finding[] {
  const account = accountOf(client, server);
  const { password } = client;
  if (account?.password === undefined || password === undefined) return [];
  // Another rule finds a line break at the end.
  if (password.value.trim() === account.password.trim()) return [];
  const expected = `the password that ${server.owner} is given (${account.says})`;
  return [{ ...at(client, password), expected, received: 'another one' }];
}

/** The password of the server with another user is meant for the user of the server. */
function wrongUser(client: DatabaseClient, { owner, accounts, scripted }: DatabaseServer): Finding[] {
  const { user, password } = client;
  if (user === undefined || scripted || accounts.some((account) => account.user === undefined)) return [];
  if (accounts.length === 0 || accounts.some((account) => account.user === user.value)) return [];
  const meant = accounts.find((account) => {
    return (password && account.password === password.value) || isTypo(user.value, account.user ?? '');
  });
  if (meant === undefined) return [];
  const expected = `the user to whom ${owner} gives the password (${meant.says})`;
  return [{ ...at(client, user), answer: 'risk', expected, received: 'another one' }];
}

function wrongDatabase(client: DatabaseClient, server: DatabaseServer): Finding[] {
  const { database } = client;
  if (database === undefined || server.database === undefined || server.scripted) return [];
  if (server.kind === 'rabbitmq') return [];
  // An administrator may make databases at any time.
  const isAdmin = client.user === undefined || client.user.value === 'root';
  if (isAdmin || database.value === server.database || accountOf(client, server) === undefined) return [];
  if (/^(postgres|template1|mysql|information_schema)$/.test(database.value)) return [];
  const expected = `the database that ${server.owner} makes at its first start`;
  return [{ ...at(client, database), answer: 'risk', expected, received: 'another one' }];
}

/** The first user of RabbitMQ has rights in one virtual host: https://www.rabbitmq.com/docs/access-control#default-state */
function wrongVhost(client: DatabaseClient, server: DatabaseServer): Finding[] {
  const { vhost, user } = client;
  if (vhost === undefined || user === undefined || server.kind !== 'rabbitmq' || server.scripted) return [];
  if (vhost.value === (server.database ?? '/') || accountOf(client, server) === undefined) return [];
  const says = server.database === undefined ? '/' : 'RABBITMQ_DEFAULT_VHOST';
  const expected = `the virtual host that ${server.owner} makes at its first start (${says})`;
  return [{ ...at(client, vhost), answer: 'risk', expected, received: 'another one' }];
}

/** The first user of MongoDB lives in the database admin: https://hub.docker.com/_/mongo */
function wrongSource(client: DatabaseClient, server: DatabaseServer): Finding[] {
  const { authSource } = client;
  if (server.kind !== 'mongo' || authSource === undefined || authSource.value === 'admin') return [];
  if (server.scripted || client.user === undefined || accountOf(client, server) === undefined) return [];
  const expected = `authSource=admin, where ${server.owner} keeps the user`;
  return [{ ...at(client, authSource), expected, received: 'another database' }];
}

/** A user that a script makes lives in the database of the script: https://www.mongodb.com/docs/manual/reference/method/db.createUser/ */
function ofScripts(bundle: Bundle, client: DatabaseClient): Finding[] {
  const { authSource, user, service } = client;
  if (authSource === undefined || user === undefined) return [];
  const texts = podsBehind(bundle, service)
    .flatMap(({ containers }) => containers)
    .flatMap((container) => mountedFiles(bundle, container).flatMap(({ files }) => [...files.values()]))
    .filter((text): text is string => text?.includes('createUser') === true);
  const made = texts.flatMap((text) => madeUsers(text)).filter(({ name }) => name === user.value);
  const [first] = made;
  if (first === undefined || made.some(({ database }) => database === undefined || database === authSource.value))
    return [];
  const expected = `authSource=${first.database}, where a script makes the user`;
  return [{ ...at(client, authSource), expected, received: 'another database' }];
}

function madeUsers(text: string): { readonly name: string; readonly database: string | undefined }[] {
  const names = new Map(
    [...text.matchAll(/(\w+)\s*=\s*db\.getSiblingDB\(\s*["'](\w+)["']\s*\)/g)].map(([, name, of]) => [name, of]),
  );
  return [
    ...text.matchAll(
      /(?:getSiblingDB\(\s*["'](\w+)["']\s*\)|\b(\w+))\.createUser\(\s*\{\s*["']?user["']?\s*:\s*["'](\w+)["']/g,
    ),
  ].map(([, direct, variable = '', name = '']) => ({ name, database: direct ?? names.get(variable) }));
}
