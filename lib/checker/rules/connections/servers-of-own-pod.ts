import type { Bundle, Container } from '../../bundle/bundle';
import { ownVariables, takenVariables, type Variable } from '../../bundle/containers/container-environment';
import { imageName } from '../../bundle/containers/image-users';
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
      const isOpen = only === undefined || others.length > 0 || valueAt(spec, 'hostNetwork') === true;
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
