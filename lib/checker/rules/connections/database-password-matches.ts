import type { Bundle } from '../../bundle/bundle';
import { texts } from '../../bundle/containers/texts';
import {
  type Credentials,
  createdUsers,
  type Part,
  type PostgresServer,
  postgresServers,
  VARIABLES,
} from '../../bundle/databases/postgres-servers';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { type Url, urlsIn } from '../../bundle/traffic/urls';
import { identity } from '../../manifest/manifest';
import { isTypo } from '../../problem';
import type { Finding, Rule } from '../../rule';

const PARTS: readonly Part[] = ['user', 'password', 'database'];

/** A database URL has the user, password and database of the server, and so have the values beside the URL. */
export const databasePasswordMatches: Rule = {
  id: 'database-password-matches',
  answer: 'broken',
  why: 'a password that is changed in only one of its places makes every connection fail',
  example:
    'Secret default/api: stringData.DATABASE_URL: expected the password that StatefulSet default/db is given (POSTGRES_PASSWORD), received another one [database-password-matches]',
  about: ['postgres'],
  check: (bundle) => {
    const found = againstServers(bundle);
    // What differs from the server as well is reported once.
    const reported = new Set(found.map(({ object, field, part }) => `${identity(object)}: ${field}: ${part}`));
    const beside = againstNeighbours(bundle).filter(({ object, url, part }) => {
      return !reported.has(`${identity(object)}: ${url}: ${part}`);
    });
    return [...found, ...beside].map(({ object, field, expected, part }) => ({
      // A script, or somebody by hand, may make further users and databases.
      answer: part === 'password' ? undefined : 'risk',
      object,
      field,
      expected,
      received: 'another one',
    }));
  },
};

type PartFinding = Pick<Finding, 'object' | 'field' | 'expected'> & { readonly part: Part };

function againstServers(bundle: Bundle): PartFinding[] {
  const dns = ClusterDns.of(bundle);
  const created = createdUsers(bundle, dns);
  return texts(bundle).flatMap(({ object, namespace, field, value }) =>
    databaseUrls(value).flatMap((url) => {
      const servers = url.hosts.flatMap(({ name }) => {
        const service = dns.answer(name, namespace)?.service;
        if (!service) return [];
        const { user } = credentialsOf(url);
        const others = (created.get(service) ?? []).filter(({ credentials }) => user && credentials.user === user);
        return others.length > 0 ? others : postgresServers(bundle, service);
      });
      return PARTS.flatMap((part) => {
        const server = servers.find((candidate) => {
          const [given, own] = [candidate.credentials[part], credentialsOf(url)[part]];
          return differs(candidate, credentialsOf(url), part) && isMeant(bundle, part, given, own);
        });
        if (server === undefined) return [];
        const expected = `the ${part} that ${server.owner} is given (${VARIABLES[part]})`;
        return [{ object, field, expected, part }];
      });
    }),
  );
}

/**
 * True if a client means the value of the server. Somebody may make further users and databases, of which manifests from
 * elsewhere say nothing, so there a slip of the keyboard alone counts.
 */
function isMeant({ cluster }: Bundle, part: Part, given = '', own = ''): boolean {
  return part === 'password' || cluster.assumed === undefined || isTypo(own, given);
}

function differs({ credentials, scripted }: PostgresServer, client: Credentials, part: Part): boolean {
  if (same(credentials[part], client[part])) return false;
  // Another user has another password, and every server has these two databases.
  if (part === 'password') return same(credentials.user, client.user);
  return !scripted && !(part === 'database' && /^(postgres|template1)$/.test(client.database ?? ''));
}

function againstNeighbours(bundle: Bundle): (PartFinding & { readonly url: string })[] {
  return bundle.madeSecrets.flatMap(({ maker: object, values = [] }) => {
    const urls = values.flatMap(({ field, value = '' }) => databaseUrls(value).map((url) => ({ field, url })));
    const user = values.find(({ key }) => key === VARIABLES.user);
    return PARTS.flatMap((part) => {
      const beside = values.find(({ key }) => key === VARIABLES[part]);
      const [first] = urls;
      if (!beside || !first || urls.some(({ url }) => same(beside.value, credentialsOf(url)[part]))) return [];
      if (!urls.some(({ url }) => isMeant(bundle, part, beside.value, credentialsOf(url)[part]))) return [];
      // Another user has another password, and may have another database.
      if (part !== 'user' && user && urls.every(({ url }) => !same(user.value, credentialsOf(url).user))) return [];
      const expected = `the ${part} of the URL in ${first.field}`;
      return [{ object, field: beside.field, expected, part, url: first.field }];
    });
  });
}

function databaseUrls(text: string): Url[] {
  return urlsIn(text).filter(({ scheme, torn }) => /^postgres(ql)?$/.test(scheme) && !torn);
}

function credentialsOf({ user, password, path }: Url): Credentials {
  return { user: decoded(user), password: decoded(password), database: decoded(path) };
}

function decoded(part = ''): string | undefined {
  try {
    return part === '' ? undefined : decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** True if both values agree, or a value is unknown. Another rule finds a line break at the end. */
function same(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one.replace(/[\r\n]$/, '') === other.replace(/[\r\n]$/, '');
}
