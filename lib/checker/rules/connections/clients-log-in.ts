import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { namesAreKnown } from '../../bundle/containers/known-variables';
import { mounts } from '../../bundle/containers/pod-volumes';
import { databaseServers } from '../../bundle/databases/database-servers';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A client on the command line, and the ways in which it gets a password. */
interface Client {
  readonly kind: 'postgres' | 'mysql' | 'mongo';
  /** The client with its host, in one command. */
  readonly call: RegExp;
  /** The variable that the client reads. */
  readonly variable: string;
  /** Variables that are as good. */
  readonly others: RegExp;
  /** Words of a script that give a password in another way. */
  readonly words: RegExp;
  /** Files with passwords. */
  readonly files: RegExp;
}

const HOST = '["\']?([a-z][\\w.-]*)';
const WORDS = '(?:[^\\n;&|]*?\\s)';

const CLIENTS: readonly Client[] = [
  // https://www.postgresql.org/docs/current/libpq-envars.html
  {
    kind: 'postgres',
    call: new RegExp(`\\b(psql|pg_dump|pg_dumpall|pg_restore|pg_basebackup)\\s${WORDS}?(?:-h\\s*|--host[= ])${HOST}`),
    variable: 'PGPASSWORD',
    others: /^PG(PASSFILE|SERVICEFILE|SERVICE|SSLCERT)$/,
    words: /PGPASS|PGSERVICE|password=|:\/\/|\.pgpass|sslcert/,
    files: /\.pgpass$|pgpass|^\/root(\/|$)|^\/home\/|^\/var\/lib\/postgresql(\/|$)/,
  },
  // https://dev.mysql.com/doc/refman/8.4/en/environment-variables.html
  {
    kind: 'mysql',
    call: new RegExp(`\\b(mysql|mysqldump|mariadb|mariadb-dump)\\s${WORDS}?(?:-h\\s*|--host[= ])${HOST}`),
    variable: 'MYSQL_PWD',
    others: /^(MYSQL_TEST_LOGIN_FILE|MYSQL_HOME)$/,
    words: /MYSQL_PWD|\s-p|--password|--defaults|--login-path|:\/\/|my\.cnf/,
    files: /\.cnf$|^\/root(\/|$)|^\/home\/|^\/etc\/(mysql|my)/,
  },
];

/** A client of a server with a password has one. */
export const clientsLogIn: Rule = {
  id: 'clients-log-in',
  answer: 'broken',
  why: 'a client reads the password from one variable, and a server with a password lets nobody in without: each dump fails',
  example:
    'CronJob default/dump: spec.jobTemplate.spec.template.spec.containers[dump].env: expected PGPASSWORD, since pg_dump logs in to StatefulSet default/db, received "PG_PASSWORD" [clients-log-in]',
  about: ['psql', 'pg_', 'mysql', 'mariadb'],
  check: (bundle) => bundle.containers.flatMap((container) => locked(bundle, container)),
};

function locked(bundle: Bundle, container: Container): Finding[] {
  const { template, path } = container;
  const script = commandLine(container).join(' ');
  if (!/(-h|--host)\b/.test(script)) return [];
  return CLIENTS.flatMap(({ kind, call, variable, others, words, files }): Finding[] => {
    const [, program, host = ''] = call.exec(script) ?? [];
    // A script may read a file of its own.
    if (program === undefined || words.test(script) || /(^|[\s;&])(\.|source|eval)\s/.test(script)) return [];
    const service = ClusterDns.of(bundle).answer(host, template.namespace)?.service;
    const servers = service ? databaseServers(bundle, service) : [];
    const [server] = servers;
    const variables = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
    const names = variables.map(({ name }) => name);
    const isLocked = server?.kind === kind && server.accounts.length > 0 && servers.length === 1;
    if (!service || !isLocked || names.includes(variable) || names.some((name) => others.test(name))) return [];
    const isTrusted = /HOST_AUTH_METHOD|hba/.test(JSON.stringify(podsBehind(bundle, service).map(({ spec }) => spec)));
    if (isTrusted) return [];
    const isFile = mounts(container).some(({ mountPath }) => files.test(mountPath));
    if (isFile || !namesAreKnown(bundle, container)) return [];
    const near = nearest(variable, names) ?? names.find((name) => /PASS|PWD/.test(name));
    const expected = `${variable}, since ${program} logs in to ${server?.owner}`;
    const received = near === undefined ? 'nothing' : quoted(near);
    return [{ object: template.owner, field: `${path}.env`, expected, received }];
  });
}
