import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine, containerCommands, program } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables, type Variable } from '../../bundle/containers/container-environment';
import { imageName } from '../../bundle/containers/image-users';
import { namesAreKnown } from '../../bundle/containers/known-variables';
import { urlsIn } from '../../bundle/traffic/urls';
import { listAt, numberAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The ports of servers that stand in pods of their own: https://www.iana.org/assignments/service-names-port-numbers */
const SERVERS = new Set([1433, 2379, 3306, 4222, 5432, 5672, 6379, 9092, 9200, 11211, 27017]);
const LOOPBACK = /^(localhost|127\.0\.0\.1)$/;
const HOST = /^(|.*_)(HOST|HOSTNAME|SERVER|ADDRESS|ADDR)$|^(PG)(HOST)$/i;

/** A program calls servers of other pods by the names of Services. */
export const serversOfOwnPod: Rule = {
  id: 'servers-of-own-pod',
  answer: 'risk',
  why: 'localhost is the pod itself: a program whose database stands in another pod is refused there',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[DATABASE_URL].value: expected the name of a Service, since no other container is in the pod, received "localhost:5432" [servers-of-own-pod]',
  check: (bundle) =>
    bundle.templates.flatMap(({ containers, spec, owner }) => {
      const [only, ...others] = containers.filter(({ init }) => !init);
      // In the network of a node, the server of the node answers. A Job of one container may start the server itself.
      const isOpen =
        only === undefined ||
        others.length > 0 ||
        valueAt(spec, 'hostNetwork') === true ||
        containers.some(({ spec: each }) => valueAt(each, 'restartPolicy') === 'Always');
      if (/Job$/.test(owner.kind) && !isOpen) return byCommand(bundle, only);
      return isOpen || !/^(Deployment|StatefulSet|Rollout)$/.test(owner.kind) ? [] : alone(bundle, only);
    }),
};

function alone(bundle: Bundle, container: Container): Finding[] {
  const all = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
  const open = listAt(container.spec, 'ports').map((port) => numberAt(port, 'containerPort'));
  return all.flatMap((variable): Finding[] => {
    const { value = '', path, source } = variable;
    const found = value.includes('://') ? inUrl(value) : inPair(variable, all);
    // An image with several programs, or a proxy of the own program, serves itself.
    if (found === undefined || !SERVERS.has(found) || open.includes(found) || isServer(container)) return [];
    const field = source === undefined ? `${path}.value` : path;
    const expected = 'the name of a Service, since no other container is in the pod';
    return [{ object: container.template.owner, field, expected, received: quoted(`localhost:${found}`) }];
  });
}

/** Programs that ask a server, and the variables with the address of the server. */
const CLIENTS: readonly (readonly [program: RegExp, host: RegExp, variable: RegExp])[] = [
  // https://www.postgresql.org/docs/current/app-pgdump.html: without a host, the socket of the own pod
  [/^(pg_dump|pg_dumpall|psql|pg_basebackup|vacuumdb|reindexdb)$/, /^(-h|--host)/, /^(PGHOST|PGSERVICE|PGHOSTADDR)$/],
  // https://dev.mysql.com/doc/refman/8.4/en/connecting.html
  [
    /^(mysql|mysqldump|mysqladmin|mysqlcheck|mariadb|mariadb-dump|mariadb-admin)$/,
    /^(-h|--host|--defaults|--socket|-S)/,
    /^MYSQL_HOST$/,
  ],
  // https://www.mongodb.com/docs/database-tools/mongodump/, https://redis.io/docs/latest/develop/tools/cli/
  [/^(mongodump|mongorestore|mongosh|mongoexport)$/, /^(-h|--host|--uri|--config|\w[\w.-]*:\d+|mongodb)/, /^\b$/],
  [/^(redis-cli|valkey-cli)$/, /^(-h|-u|-s|--uri|--cluster)/, /^REDISCLI_(HOST|URL)$/],
];
/** A script that starts the server itself, opens a tunnel to the server, or fills in the options. */
const STARTS =
  /\b(pg_ctl|initdb|postgres -|mysqld|mariadbd|mongod|redis-server|docker-entrypoint|cloud[_-]sql[_-]proxy|ssh|port-forward|socat|set --)\b|(?<![&>])&(?![&>\d])|service\s+\w+\s+start/;

/** A job of one container asks the server at its own address, where no server runs. */
function byCommand(bundle: Bundle, container: Container): Finding[] {
  const script = commandLine(container).join('\n');
  if (STARTS.test(script)) return [];
  const names = [...takenVariables(bundle, container), ...ownVariables(bundle, container)].map(({ name }) => name);
  return containerCommands(container).flatMap((words): Finding[] => {
    const [, host, variable] = CLIENTS.find(([name]) => name.test(program(words))) ?? [];
    if (host === undefined || variable === undefined || words.some((word) => /^(--?(version|help)|-[V?])$/.test(word)))
      return [];
    const at = words.findIndex((word, index) => index > 0 && host.test(word.replace(/^["']/, '')));
    const told =
      at < 0
        ? undefined
        : (/[=]\s*(.+)$|^-h(.+)$/
            .exec(words[at] ?? '')
            ?.slice(1)
            .find(Boolean) ?? words[at + 1]);
    const isOwn = told !== undefined && LOOPBACK.test(told.replace(/["']/g, ''));
    // A variable may hold options, or a URL.
    const isBare =
      at < 0 &&
      words.length > 1 &&
      namesAreKnown(bundle, container) &&
      !/\bPGHOST|PGSERVICE|MYSQL_HOST|REDISCLI_|\.my\.cnf|\.pgpass|(^|[\n;&]\s*)(\.|source)\s/.test(script) &&
      !names.some((name) => variable.test(name)) &&
      !words.some(
        (word, index) =>
          /:\/\/|host=|service=|^["']?@/.test(word) ||
          (/^["']?\$/.test(word) && !/^-[a-zA-Z]$|^--\w+$/.test(words[index - 1] ?? '')) ||
          (/^(-d|--dbname)/.test(word) && /\$/.test(word + (words[index + 1] ?? ''))),
      );
    if (!isOwn && !isBare) return [];
    const last = listAt(container.spec, 'args').length > 0 ? 'args' : 'command';
    return [
      {
        object: container.template.owner,
        field: `${container.path}.${last}`,
        expected: `the name of a Service for ${program(words)}, since no server runs in the pod`,
        received: isOwn ? quoted(told) : 'no host, which means the pod itself',
      },
    ];
  });
}

function inUrl(value: string): number | undefined {
  const hosts = urlsIn(value).flatMap((url) => url.hosts);
  return hosts.length === 1 && LOOPBACK.test(hosts[0]?.name ?? '') ? hosts[0]?.port : undefined;
}

function inPair({ name, value = '' }: Variable, all: readonly Variable[]): number | undefined {
  const [, prefix, , short] = HOST.exec(name) ?? [];
  const start = prefix ?? short;
  if (!start || !LOOPBACK.test(value)) return undefined;
  const port = all.find((each) => each.name.toLowerCase() === `${start}port`.toLowerCase())?.value;
  return /^\d{2,5}$/.test(port ?? '') ? Number(port) : undefined;
}

/** True if the image may be the server, or hold the server. */
const isServer = (container: Container): boolean =>
  /postgres|mysql|mariadb|mongo|redis|valkey|rabbit|kafka|etcd|nats|elastic|opensearch|memcached|mssql|all-in-one|omnibus|gitlab/.test(
    imageName(container),
  ) && !/exporter/.test(imageName(container));
