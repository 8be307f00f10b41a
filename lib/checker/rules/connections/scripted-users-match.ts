import type { Bundle } from '../../bundle/bundle';
import { settingsNamed } from '../../bundle/containers/settings';
import { texts } from '../../bundle/containers/texts';
import { databaseClients } from '../../bundle/databases/database-clients';
import { type DatabaseServer, databaseServers } from '../../bundle/databases/database-servers';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { urlsIn } from '../../bundle/traffic/urls';
import { identity, type Manifest, namespaceOf } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Finding, Rule } from '../../rule';

type Kind = DatabaseServer['kind'];

/** The commands of a script that make a user with a password: two groups, the user and the password. */
const COMMANDS: Readonly<Partial<Record<Kind, RegExp>>> = {
  // https://dev.mysql.com/doc/refman/8.4/en/create-user.html
  mysql:
    /\bCREATE\s+USER\s+(?:IF\s+NOT\s+EXISTS\s+)?[`'"]?([\w-]+)[`'"]?(?:@[`'"]?[^\s`'"]+[`'"]?)?\s+IDENTIFIED\s+(?:WITH\s+\S+\s+)?BY\s+'([^'\n]+)'/gi,
  // https://www.postgresql.org/docs/current/sql-createrole.html
  postgres: /\b(?:CREATE|ALTER)\s+(?:USER|ROLE)\s+"?([\w-]+)"?\s[\w\s]{0,80}?\bPASSWORD\s+'([^'\n]+)'/gi,
  // https://www.mongodb.com/docs/manual/reference/method/db.createUser/
  mongo: /\bcreateUser\(\s*\{\s*user\s*:\s*["']([\w-]+)["']\s*,\s*pwd\s*:\s*["']([^"'\n]+)["']/g,
  // https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/
  redis: /^user\s+([\w-]+)\s(?:[^\n]*?\s)?>(\S+)/gm,
};
/** Stands in each script that makes a user. */
const HINT = /identified|password\s+'|createUser|^user\s/im;

/** A user that a script makes, with the only password of the user. Never to be printed. */
interface Made {
  readonly password: string;
  readonly by: Manifest;
}

/** A client has the password with which a script makes the user. */
export const scriptedUsersMatch: Rule = {
  id: 'scripted-users-match',
  answer: 'broken',
  why: 'a password that is changed in the script and not in its clients, or the other way round, makes every connection fail',
  example:
    'Secret default/api: stringData.DATABASE_URL: expected the password with which ConfigMap default/init makes the user app, received another one [scripted-users-match]',
  about: ['create', 'alter', 'redis', 'valkey'],
  check: (bundle) => (madeUsers(bundle).size === 0 ? [] : [...atServices(bundle), ...transfers(bundle)]),
};

/** The users by kind of server, namespace and name. Undefined for a user with several passwords. */
const madeUsers = once((bundle: Bundle) => {
  const found = new Map<string, Made | undefined>();
  for (const { object, namespace, value } of texts(bundle)) {
    if (!HINT.test(value)) continue;
    for (const [kind, pattern] of Object.entries(COMMANDS)) {
      for (const [, user = '', password = ''] of value.matchAll(pattern)) {
        if (/[${}%]|^:|^(md5|SCRAM-SHA)/.test(password)) continue;
        const key = `${kind} ${namespace}/${user}`;
        const known = found.get(key);
        const isOther = found.has(key) && known?.password !== password;
        found.set(key, isOther ? undefined : { password, by: object });
      }
    }
  }
  return found;
});

interface Client {
  readonly object: Manifest;
  readonly field: string;
  readonly service: Manifest;
  readonly user: string | undefined;
  readonly password: string | undefined;
}

function atServices(bundle: Bundle): Finding[] {
  const clients = databaseClients(bundle).map(({ object, service, user, password }) => ({
    object,
    service,
    field: password?.field ?? '',
    user: user?.value,
    password: password?.value,
  }));
  return [...clients, ...inUrls(bundle)].flatMap(({ object, field, service, user, password }: Client): Finding[] => {
    const [server] = databaseServers(bundle, service);
    if (server === undefined || user === undefined || password === undefined || /[${}]/.test(password)) return [];
    // Another rule has the users of variables.
    if (server.accounts.some((account) => account.user === user)) return [];
    const made = madeUsers(bundle).get(`${server.kind} ${namespaceOf(service)}/${user}`);
    return made === undefined || made.password === password.trim() ? [] : [finding(object, field, made, user)];
  });
}

/** URLs of PostgreSQL, and the form of Go for MySQL: `app:secret@tcp(db:3306)/shop`. */
function inUrls(bundle: Bundle): Client[] {
  const dns = ClusterDns.of(bundle);
  return texts(bundle).flatMap(({ object, namespace, field, value }) => {
    const urls = /postgres(ql)?(\+\w+)?:\/\//.test(value)
      ? urlsIn(value).flatMap(({ scheme, hosts, user, password, torn }) =>
          /^postgres/.test(scheme) && !torn
            ? [{ host: hosts[0]?.name ?? '', user: decoded(user), password: decoded(password) }]
            : [],
        )
      : [];
    const [, user, password, host = ''] =
      /^([\w-]+):([^@\s]+)@(?:tcp)?\(([\w.-]+)(?::\d+)?\)\//.exec(value.trim()) ?? [];
    return [...urls, ...(user === undefined ? [] : [{ host, user, password }])].flatMap(({ host, ...told }) => {
      const service = dns.answer(host, namespace)?.service;
      return service === undefined ? [] : [{ object, field, service, ...told }];
    });
  });
}

/** https://mariadb.com/kb/en/galera-cluster-system-variables/#wsrep_sst_auth: a joining server logs in to a running one. */
function transfers(bundle: Bundle): Finding[] {
  const found = [...settingsNamed(bundle, /^wsrep[_-]sst[_-]auth$/)].flatMap(([container, all]) =>
    all.flatMap(({ object, field, value }): Finding[] => {
      const [, user = '', password = ''] = /^([\w-]+):(.+)$/.exec(value) ?? [];
      const made = madeUsers(bundle).get(`mysql ${container.template.namespace}/${user}`);
      const isRight = made === undefined || made.password === password || /[${}]/.test(password);
      return isRight ? [] : [finding(object, field, made, user)];
    }),
  );
  return [...new Map(found.map((each) => [`${identity(each.object)} ${each.field}`, each])).values()];
}

const finding = (object: Manifest, field: string, { by }: Made, user: string): Finding => ({
  object,
  field,
  expected: `the password with which ${identity(by)} makes the user ${user}`,
  received: 'another one',
});

function decoded(part: string | undefined): string | undefined {
  try {
    return part === undefined ? undefined : decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
