import type { Bundle } from '../../bundle/bundle';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { type Text, texts } from '../../bundle/containers/texts';
import { type DatabaseClient, databaseClients } from '../../bundle/databases/database-clients';
import { databaseServers } from '../../bundle/databases/database-servers';
import { runs } from '../../bundle/workloads/members';
import { entryPath } from '../../manifest/field-path';
import { identity, namespaceOf, stringsAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Finding, Rule } from '../../rule';

/** https://dev.mysql.com/doc/refman/8.4/en/account-names.html: a user and the host of the client. */
const ACCOUNT = `[\`'"]?([\\w-]+)[\`'"]?(?:@[\`'"]?([\\w.%:*-]+)[\`'"]?)?`;
const CREATE = new RegExp(`\\bCREATE\\s+USER\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?${ACCOUNT}`, 'gi');
const GRANT = new RegExp(`\\bGRANT\\s[^;]*?\\bON\\s+[\`"']?([\\w*%\\\\-]+)[\`"']?\\.\\S+\\s+TO\\s+${ACCOUNT}`, 'gi');
const LOOPBACK = /^(localhost|127\.0\.0\.1|::1|127\.0\.0\.1\/32|::1\/128|samehost)$/;

/** An account of MySQL that scripts make. */
interface Scripted {
  readonly text: Text;
  readonly hosts: readonly string[];
  /** The databases with a right of the account. */
  readonly granted: readonly string[];
}

/** A server admits the clients that the manifests send. */
export const clientsAdmitted: Rule = {
  id: 'clients-admitted',
  answer: 'broken',
  why: 'an account of MySQL is for the hosts behind its @, and a line of pg_hba.conf for its addresses: the server denies the same user from another pod',
  example:
    "ConfigMap default/init: data[init.sql]: expected an account of report for all hosts ('%'), since Deployment default/api logs in from another pod, received localhost alone [clients-admitted]",
  about: ['mysql', 'mariadb', 'percona', 'hba'],
  check: (bundle) => [...ofMysql(bundle), ...ofPostgres(bundle)],
};

const accounts = once((bundle: Bundle): ReadonlyMap<string, Scripted> => {
  const found = new Map<string, Scripted>();
  for (const text of texts(bundle)) {
    if (!/\b(create\s+user|grant)\b/i.test(text.value)) continue;
    const add = (user: string, host: string | undefined, database?: string) => {
      const key = `${text.namespace}/${user}`;
      const { hosts, granted, ...known } = found.get(key) ?? { text, hosts: [], granted: [] };
      const more = database === undefined ? granted : [...granted, database];
      found.set(key, { ...known, hosts: [...hosts, host ?? '%'], granted: more });
    };
    const plain = text.value.replace(/^\s*(--|#).*$/gm, '');
    for (const [, user = '', host] of plain.matchAll(CREATE)) add(user, host);
    for (const [, database = '', user = '', host] of plain.matchAll(GRANT)) add(user, host, database);
  }
  return found;
});

function ofMysql(bundle: Bundle): Finding[] {
  if (accounts(bundle).size === 0) return [];
  const found = databaseClients(bundle).flatMap((client): Finding[] => {
    const { service, user } = client;
    const made = user && accounts(bundle).get(`${namespaceOf(service)}/${user.value}`);
    if (made === undefined) return [];
    const [server] = databaseServers(bundle, service);
    // The image makes its own users for all hosts.
    if (server?.kind !== 'mysql' || server.accounts.some((account) => account.user === user?.value)) return [];
    return admission(client, user?.value ?? '', made);
  });
  return [...new Map(found.map((each) => [`${identity(each.object)} ${each.field} ${each.expected}`, each])).values()];
}

function admission({ object, database }: DatabaseClient, user: string, { text, hosts, granted }: Scripted): Finding[] {
  const [host] = hosts;
  if (host !== undefined && hosts.every((each) => LOOPBACK.test(each))) {
    const expected = `an account of ${user} for all hosts ('%'), since ${identity(object)} logs in from another pod`;
    return [{ object: text.object, field: text.field, expected, received: `${host} alone` }];
  }
  const isOpen = granted.length === 0 || granted.some((each) => /[*%\\]/.test(each));
  if (database === undefined || isOpen || granted.includes(database.value) || /[${}]/.test(database.value)) return [];
  const expected = `a database on which ${user} has a right (${[...new Set(granted)].join(', ')})`;
  return [{ object, field: database.field, expected, received: 'another one' }];
}

/** https://www.postgresql.org/docs/current/auth-pg-hba-conf.html: the type, the database, the user, the address. */
const LINE = /^[ \t]*(?:host|hostssl|hostnossl)[ \t]+\S+[ \t]+\S+[ \t]+(\S+)/gm;

function ofPostgres(bundle: Bundle): Finding[] {
  const servers = bundle.containers.filter((container) => runs(container, /^(postgres|postgis|timescaledb|pgvector)$/));
  return servers.flatMap((container) =>
    mountedFiles(bundle, container).flatMap(({ made, files }) =>
      [...files].flatMap(([name, text = '']): Finding[] => {
        const addresses = [...text.matchAll(LINE)].map(([, address = '']) => address);
        const { labels, namespace } = container.template;
        const isAsked = bundle.ofKind('Service').some((service) => {
          const selector = Object.entries(stringsAt(service, 'spec', 'selector'));
          const fits = selector.every(([label, value]) => labels[label] === value);
          return namespaceOf(service) === namespace && selector.length > 0 && fits;
        });
        const isClosed = addresses.every((address) => LOOPBACK.test(address)) && !/^\s*include/m.test(text);
        if (!/hba/.test(name) || !isAsked || !isClosed || !/^[ \t]*(local|host\w*)[ \t]/m.test(text)) return [];
        const expected = 'a line for the addresses of other pods, such as host all all all scram-sha-256';
        return [{ object: made, field: entryPath('data', name), expected, received: 'lines of the own pod alone' }];
      }),
    ),
  );
}
