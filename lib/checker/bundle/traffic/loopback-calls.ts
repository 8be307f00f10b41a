import { listAt, numberAt } from '../../manifest/manifest';
import type { Finding } from '../../rule';
import type { Bundle, Container } from '../bundle';
import { ownVariables, takenVariables, type Variable } from '../containers/container-environment';
import { imageName } from '../containers/image-users';
import { urlsIn } from './urls';

/** The ports of servers that stand in pods of their own: https://www.iana.org/assignments/service-names-port-numbers */
const SERVERS = new Set([1433, 2379, 3306, 4222, 5432, 5672, 6379, 9092, 9200, 11211, 27017]);

export const LOOPBACK = /^(localhost|127\.0\.0\.1)$/;

const HOST = /^(|.*_)(HOST|HOSTNAME|SERVER|ADDRESS|ADDR)$|^(PG)(HOST)$/i;

/** A port of a database at localhost, and the variable that says so. */
export interface LoopbackCall extends Pick<Finding, 'object' | 'field'> {
  readonly port: number;
}

/** The databases that a container calls at localhost, but for those of its own image. */
export function loopbackCalls(bundle: Bundle, container: Container): LoopbackCall[] {
  const all = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
  const open = listAt(container.spec, 'ports').map((port) => numberAt(port, 'containerPort'));
  return all.flatMap((variable): LoopbackCall[] => {
    const { value = '', path, source } = variable;
    const port = value.includes('://') ? inUrl(value) : inPair(variable, all);
    // An image with several programs, or a proxy of the own program, serves itself.
    if (port === undefined || !SERVERS.has(port) || open.includes(port) || isServer(container)) return [];
    return [{ object: container.template.owner, field: source === undefined ? `${path}.value` : path, port }];
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
