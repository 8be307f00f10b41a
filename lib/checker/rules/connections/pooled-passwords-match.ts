import type { Bundle, Container } from '../../bundle/bundle';
import { type FileText, fileTexts } from '../../bundle/containers/file-texts';
import { imageWord } from '../../bundle/containers/image-reference';
import { postgresServers } from '../../bundle/databases/postgres-servers';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import type { Finding, Rule } from '../../rule';

/** A pooler logs in with the password that the server is given. */
export const pooledPasswordsMatch: Rule = {
  id: 'pooled-passwords-match',
  answer: 'broken',
  why: 'PgBouncer compares the password of a client with its own list, and logs in to the server with the same list: a password that is changed in one place locks everybody out',
  example:
    'Secret default/pool: stringData[userlist.txt]: expected the password that StatefulSet default/db is given for the same user (POSTGRES_PASSWORD), received another one [pooled-passwords-match]',
  about: ['pgbouncer'],
  check: (bundle) => {
    const found = bundle.containers
      .filter((container) => /pgbouncer/.test(imageWord(container)))
      .flatMap((container) => judge(bundle, container));
    return [...new Map(found.map((each) => [each.object, each])).values()];
  },
};

/** https://www.pgbouncer.org/config.html#authentication-file-format: a hash says nothing of the password. */
const ENTRY = /^\s*"([^"]+)"\s+"(?!md5[0-9a-f]{32}"|SCRAM-SHA-256\$)([^"]+)"/gm;
const DATABASES = /^\s*\[databases\]([^[]*)/m;

function judge(bundle: Bundle, container: Container): Finding[] {
  const files = fileTexts(bundle, container);
  const list = files.find(({ name }) => name === 'userlist.txt');
  const lines = files.flatMap(({ name, text }) =>
    /\.ini$/.test(name) ? (DATABASES.exec(text ?? '')?.[1] ?? '').split('\n') : [],
  );
  // A line with a password of its own does not read the list.
  const hosts = lines.flatMap((line) =>
    /^\s*[;#]|\bpassword\s*=/.test(line) ? [] : (/\bhost\s*=\s*'?([\w.-]+)/.exec(line)?.[1] ?? []),
  );
  return list === undefined ? [] : hosts.flatMap((host) => against(bundle, container, list, host));
}

function against(bundle: Bundle, container: Container, list: FileText, host: string): Finding[] {
  const service = ClusterDns.of(bundle).answer(host, container.template.namespace)?.service;
  const servers = service === undefined ? [] : postgresServers(bundle, service);
  return servers.flatMap(({ owner, credentials }): Finding[] => {
    const own = [...(list.text ?? '').matchAll(ENTRY)].filter(([, user]) => user === credentials.user);
    const isOther = own.some(([, , password]) => password !== credentials.password?.trim());
    if (credentials.password === undefined || !isOther) return [];
    const expected = `the password that ${owner} is given for the same user (POSTGRES_PASSWORD)`;
    return [{ object: list.object, field: list.field, expected, received: 'another one' }];
  });
}
