import type { Bundle, Container } from '../../bundle/bundle';
import { fileTexts } from '../../bundle/containers/file-texts';
import { imageWord } from '../../bundle/containers/image-reference';
import { isSet } from '../../bundle/containers/settings';
import { texts } from '../../bundle/containers/texts';
import { databaseClients, type Told } from '../../bundle/databases/database-clients';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { urlsIn } from '../../bundle/traffic/urls';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { identity, type Manifest } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { CONNECTION_POOLERS } from '../../programs/connection-poolers';
import type { Finding, Rule } from '../../rule';

/** Databases and users that a pooler knows. Undefined if the pooler takes any. */
interface Pool {
  readonly owner: string;
  readonly databases: ReadonlySet<string> | undefined;
  readonly users: ReadonlySet<string> | undefined;
}

interface Client {
  readonly object: Manifest;
  readonly service: Manifest;
  readonly user: Told | undefined;
  readonly database: Told | undefined;
}

/** A client of a pooler asks for a database and a user that the pooler knows. */
export const pooledDatabasesExist: Rule = {
  id: 'pooled-databases-exist',
  answer: 'broken',
  why: 'a pooler has names of its own for databases and users: it refuses a client with another one ("no such database"), whatever the server behind has',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[DB_NAME]: expected a database of Deployment default/pool (shop), received another one [pooled-databases-exist]',
  about: ['pgbouncer', 'pgcat', 'odyssey'],
  check: (bundle) => {
    const pools = poolsOf(bundle);
    if (pools.size === 0) return [];
    return [...databaseClients(bundle), ...inUrls(bundle)].flatMap(({ object, service, user, database }: Client) => {
      const pool = pools.get(service);
      return [
        ...unknown(object, database, pool?.databases, `a database of ${pool?.owner}`, pool?.databases),
        ...unknown(object, user, pool?.users, `a user that ${pool?.owner} knows (userlist.txt)`),
      ];
    });
  },
};

/** Names of users stand in Secrets, and are not shown. */
function unknown(
  object: Manifest,
  told: Told | undefined,
  known: ReadonlySet<string> | undefined,
  what: string,
  shown?: ReadonlySet<string>,
): Finding[] {
  // PgBouncer has a database for its administration: https://www.pgbouncer.org/usage.html#admin-console
  if (told === undefined || known === undefined || known.has(told.value) || told.value === 'pgbouncer') return [];
  if (/[${}%]/.test(told.value)) return [];
  const expected = shown === undefined ? what : `${what} (${[...shown].slice(0, 5).join(', ')})`;
  const meant = shown && nearest(told.value, shown);
  return [{ object, field: told.field, expected, received: 'another one', ...(meant && shown.size > 1 && { meant }) }];
}

/** The poolers behind Services. */
function poolsOf(bundle: Bundle): ReadonlyMap<Manifest, Pool> {
  const pooling = bundle.containers.filter((each) =>
    CONNECTION_POOLERS.some(({ image }) => image.test(imageWord(each))),
  );
  if (pooling.length === 0) return new Map();
  return new Map(
    bundle.ofKind('Service').flatMap((service) => {
      const behind = podsBehind(bundle, service).flatMap(({ containers }) => containers);
      const [container, ...others] = behind.filter((each) => pooling.includes(each));
      return container && others.length === 0 ? [[service, poolOf(bundle, container)] as const] : [];
    }),
  );
}

function poolOf(bundle: Bundle, container: Container): Pool {
  const row = CONNECTION_POOLERS.find(({ image }) => image.test(imageWord(container)));
  const files = fileTexts(bundle, container);
  const configs = files.filter(({ name }) => row?.file.test(name)).map(({ text }) => text);
  const plain = configs.map((text) => text?.replace(/^[ \t]*[;#].*$/gm, ''));
  const parts = plain.map((text) => (row?.section === undefined ? text : row.section.exec(text ?? '')?.[1]));
  const names = parts.flatMap((text) =>
    [...(text ?? '').matchAll(row?.database ?? /$^/g)].map(([, name = '']) => name),
  );
  // Another file, or a part of the file that somebody fills in, may have more.
  const isOpen =
    plain.some((text) => text === undefined || /%include|\$\{|\{\{/.test(text)) || names.includes(row?.any ?? '');
  const lists = files.filter(({ name }) => name === 'userlist.txt').map(({ text }) => text);
  const users = lists.flatMap((text) => [...(text ?? '').matchAll(/^\s*"([^"]+)"\s+"/gm)].map(([, user = '']) => user));
  const asks = isSet(bundle, container, ['auth_query', 'auth_user', 'AUTH_QUERY', 'AUTH_USER']);
  const takesAny = plain.some((text) =>
    /^\s*auth_(type\s*=\s*(any|hba|pam|ldap|cert)|hba_file|query|user)\b/m.test(text ?? ''),
  );
  return {
    owner: identity(container.template.owner),
    databases: names.length === 0 || isOpen ? undefined : new Set(names),
    users: users.length === 0 || lists.includes(undefined) || asks || takesAny ? undefined : new Set(users),
  };
}

function inUrls(bundle: Bundle): Client[] {
  return texts(bundle).flatMap(({ object, namespace, field, value }) =>
    !/postgres(ql)?(\+\w+)?:\/\//.test(value)
      ? []
      : urlsIn(value).flatMap(({ scheme, hosts, user, path, torn }) => {
          const service = ClusterDns.of(bundle).answer(hosts[0]?.name ?? '', namespace)?.service;
          if (!/^postgres/.test(scheme) || torn || service === undefined) return [];
          const told = (text: string | undefined) => (text ? { field, value: text } : undefined);
          return [{ object, service, user: told(user), database: told(path) }];
        }),
  );
}
