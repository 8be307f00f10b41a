import { identity, type Manifest, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle, Container } from '../bundle';
import { variable } from '../containers/container-environment';
import { mounts } from '../containers/pod-volumes';
import { setting } from '../containers/settings';
import { texts } from '../containers/texts';
import { runs } from '../workloads/members';
import { podsBehind } from '../workloads/pod-selection';

/** An account that a server makes at its first start. Undefined if unknown. Never to be printed. */
export interface Account {
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** The variable with the password. */
  readonly says: string;
}

/** A server of the bundle with its first accounts. */
export interface DatabaseServer {
  readonly owner: string;
  readonly kind: Kind['name'];
  readonly accounts: readonly Account[];
  /** The database that the server makes, or the virtual host of RabbitMQ. Undefined if unknown, or made by somebody else. */
  readonly database: string | undefined;
  /** True if scripts may make other accounts and databases. */
  readonly scripted: boolean;
}

interface Kind {
  readonly name: 'postgres' | 'mysql' | 'mongo' | 'rabbitmq' | 'redis';
  readonly image: RegExp;
  /** The variables of user and password; a user in quotes is always the same. */
  readonly accounts: readonly (readonly [user: string, password: string, fallback?: string])[];
  readonly database: readonly string[];
}

const KINDS: readonly Kind[] = [
  // https://hub.docker.com/_/postgres
  {
    name: 'postgres',
    image: /^(postgres|postgis|timescaledb|pgvector)$/,
    accounts: [['POSTGRES_USER', 'POSTGRES_PASSWORD', 'postgres']],
    database: ['POSTGRES_DB', 'POSTGRES_USER'],
  },
  // https://hub.docker.com/_/mysql, https://hub.docker.com/_/mariadb
  {
    name: 'mysql',
    image: /^(mysql|mariadb|percona|mysql-server)$/,
    accounts: [
      ['MYSQL_USER', 'MYSQL_PASSWORD'],
      ['MARIADB_USER', 'MARIADB_PASSWORD'],
      ['', 'MYSQL_ROOT_PASSWORD', 'root'],
      ['', 'MARIADB_ROOT_PASSWORD', 'root'],
    ],
    database: ['MYSQL_DATABASE', 'MARIADB_DATABASE'],
  },
  // https://hub.docker.com/_/mongo
  {
    name: 'mongo',
    image: /^mongo$/,
    accounts: [['MONGO_INITDB_ROOT_USERNAME', 'MONGO_INITDB_ROOT_PASSWORD']],
    database: [],
  },
  // https://hub.docker.com/_/rabbitmq
  {
    name: 'rabbitmq',
    image: /^rabbitmq$/,
    accounts: [['RABBITMQ_DEFAULT_USER', 'RABBITMQ_DEFAULT_PASS']],
    database: ['RABBITMQ_DEFAULT_VHOST'],
  },
  // https://redis.io/docs/latest/commands/auth/: without a user, the password is that of the user default
  {
    name: 'redis',
    image: /^(redis|valkey|redis-stack-server)$/,
    accounts: [['', 'requirepass', 'default']],
    database: [],
  },
];

/** The servers behind a Service. */
export function databaseServers(bundle: Bundle, service: Manifest): readonly DatabaseServer[] {
  return behind(bundle)(service);
}

const behind = once((bundle: Bundle) =>
  once((service: Manifest): readonly DatabaseServer[] =>
    podsBehind(bundle, service)
      .flatMap(({ containers }) => containers)
      .filter(({ init }) => !init)
      .flatMap((container) => serverOf(bundle, container)),
  ),
);

/** Commands that make accounts and databases, anywhere in the manifests. */
const MAKES =
  /create\s+(user|role|database)|createuser|createdb|add_user|add_vhost|declare\s+vhost|api\/vhosts|load_definitions|acl\s+setuser/i;
const scripted = once((bundle: Bundle) => texts(bundle).some(({ value }) => MAKES.test(value)));

function serverOf(bundle: Bundle, container: Container): DatabaseServer[] {
  const kind = KINDS.find(({ image }) => runs(container, image));
  if (kind === undefined) return [];
  const accounts = kind.accounts.flatMap(([user, password, fallback]): Account[] => {
    const given =
      user === ''
        ? fallback
        : (plainValue(bundle, container, user) ?? (has(bundle, container, user) ? undefined : fallback));
    const secret = plainValue(bundle, container, password);
    return secret === undefined ? [] : [{ user: given, password: secret, says: password }];
  });
  const [database] = kind.database.flatMap((name) => plainValue(bundle, container, name) ?? []);
  const scripts =
    mounts(container).some(({ mountPath }) => mountPath.startsWith('/docker-entrypoint-initdb.d')) ||
    MAKES.test(JSON.stringify(valueAt(container.spec, 'lifecycle') ?? ''));
  const owner = identity(container.template.owner);
  return [{ owner, kind: kind.name, accounts, database, scripted: scripts || scripted(bundle) }];
}

const has = (bundle: Bundle, container: Container, name: string): boolean =>
  variable(bundle, container, name) !== undefined;

/** The value of a setting, or of the variable that the setting names. */
function plainValue(bundle: Bundle, container: Container, name: string): string | undefined {
  const written = variable(bundle, container, name)?.value ?? setting(bundle, container, [name])?.value;
  const [, other] = /^["']?\$[({]?(\w+)[)}]?["']?$/.exec(written ?? '') ?? [];
  const value = other === undefined ? written : variable(bundle, container, other)?.value;
  return value === undefined || value === '' || value.includes('$(') ? undefined : value;
}
