import type { Manifest } from '../../manifest/manifest';
import type { Bundle, Container } from '../bundle';
import { ownVariables, takenVariables, type Variable } from '../containers/container-environment';
import { texts } from '../containers/texts';
import { ClusterDns } from '../traffic/cluster-dns';
import { urlsIn } from '../traffic/urls';

/** What a client of a server is told. Undefined if unknown. Never to be printed. */
export interface DatabaseClient {
  readonly object: Manifest;
  readonly service: Manifest;
  readonly user: Told | undefined;
  readonly password: Told | undefined;
  readonly database: Told | undefined;
  /** The database against which MongoDB holds the password, for a URL of MongoDB. */
  readonly authSource?: Told | undefined;
  /** The virtual host of RabbitMQ. */
  readonly vhost?: Told | undefined;
}

export interface Told {
  readonly field: string;
  readonly value: string;
}

/** The clients that are told host, user, password and database in a URL, or in variables of one prefix. */
export function databaseClients(bundle: Bundle): DatabaseClient[] {
  return [...inUrls(bundle), ...bundle.containers.flatMap((container) => inVariables(bundle, container))];
}

/** PostgreSQL has a rule of its own. */
const SCHEME = /^(mysql2?|mariadb|mongodb|amqps?|rediss?)$/;

function inUrls(bundle: Bundle): DatabaseClient[] {
  return texts(bundle).flatMap(({ object, namespace, field, value }) =>
    !value.includes('://')
      ? []
      : urlsIn(value)
          .filter(({ scheme, torn }) => SCHEME.test(scheme) && !torn)
          .flatMap(({ scheme, hosts, user, password, path }): DatabaseClient[] => {
            const [service] = hosts.flatMap(({ name }) => serviceOf(bundle, name, namespace) ?? []);
            if (service === undefined) return [];
            const told = (part: string | undefined) => {
              const plain = decoded(part);
              return plain === undefined ? undefined : { field, value: plain };
            };
            const isWhole =
              /^mongodb:\/\/\S+$/.test(value.trim()) && !/authMechanism|tlsCertificateKeyFile/.test(value);
            const source = /[?&]authSource=([\w-]+)/.exec(value)?.[1] ?? decoded(path) ?? 'admin';
            // https://www.rabbitmq.com/docs/uri-spec: an empty path is no virtual host, and for some clients the first one
            const vhost = /^amqps?$/.test(scheme) && path !== undefined ? (decoded(path) ?? '/') : undefined;
            const isSql = /^(mysql2?|mariadb)$/.test(scheme);
            return [
              {
                object,
                service,
                user:
                  told(user) ?? (/^redis/.test(scheme) && user !== undefined ? { field, value: 'default' } : undefined),
                password: told(password),
                database: isSql ? told(path) : undefined,
                authSource: isWhole ? { field, value: source } : undefined,
                vhost: vhost === undefined ? undefined : { field, value: vhost },
              },
            ];
          }),
  );
}

const HOST = /^(PG|.*_)(HOST|HOSTNAME|SERVER|ADDR|ADDRESS|ENDPOINT|URL|URI)$/;
const USER = ['USER', 'USERNAME', 'LOGIN'];
const PASSWORD = ['PASSWORD', 'PASS', 'PASSWD', 'PWD'];
const DATABASE = ['NAME', 'DATABASE', 'DB', 'DBNAME', 'DB_NAME', 'SCHEMA'];
const VHOST = ['VHOST', 'VIRTUAL_HOST'];

function inVariables(bundle: Bundle, { template, ...rest }: Container): DatabaseClient[] {
  const container = { template, ...rest };
  const all = new Map<string, Variable>();
  for (const each of [...takenVariables(bundle, container), ...ownVariables(bundle, container)])
    all.set(each.name, each);
  return [...all.values()].flatMap(({ name, value = '' }): DatabaseClient[] => {
    const [, prefix] = HOST.exec(name) ?? [];
    const url = prefix !== undefined && value.includes('://') ? urlsIn(value)[0] : undefined;
    const host = url === undefined ? value.replace(/:\d+$/, '') : (url.hosts[0]?.name ?? '');
    if (prefix === undefined || url?.user !== undefined || !/^[a-z][\w.-]*$/.test(host)) return [];
    const service = serviceOf(bundle, host, template.namespace);
    if (service === undefined) return [];
    const told = (names: readonly string[]): Told | undefined => {
      const found = names.map((each) => all.get(`${prefix}${each}`)).find((each) => each !== undefined);
      const isKnown = found?.value !== undefined && !(found.source === undefined && found.value.includes('$('));
      return isKnown ? { field: found.path, value: found.value ?? '' } : undefined;
    };
    const password = told(PASSWORD);
    return [
      { object: template.owner, service, user: told(USER), password, database: told(DATABASE), vhost: told(VHOST) },
    ];
  });
}

function serviceOf(bundle: Bundle, host: string, namespace: string): Manifest | undefined {
  return ClusterDns.of(bundle).answer(host, namespace)?.service;
}

function decoded(part: string | undefined): string | undefined {
  try {
    return part === undefined || part === '' ? undefined : decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
