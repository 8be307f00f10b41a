import type { Bundle } from '../../bundle/bundle';
import { type Text, texts } from '../../bundle/containers/texts';
import { kinship } from '../../bundle/references/kinship';
import { isUnused } from '../../bundle/references/orphans';
import { wholeNamespaces } from '../../bundle/references/whole-namespaces';
import { isOrphan } from '../../bundle/references/words';
import { ClusterDns, type Found, SRV } from '../../bundle/traffic/cluster-dns';
import { hostsIn, hostsOf, type NamedHost } from '../../bundle/traffic/named-hosts';
import { openPorts } from '../../bundle/traffic/open-ports';
import { forFirstPod } from '../../bundle/traffic/pod-names';
import { getOrInsert } from '../../manifest/get-or-insert';
import { identity, listAt, namespaceOf, numberAt, stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { type Finding, quoted, type Rule } from '../../rule';

/** Every host in a variable, an argument, a ConfigMap or a Secret leads to a Service, on a port of the Service. */
export const hostsResolve: Rule = {
  id: 'hosts-resolve',
  answer: 'broken',
  why: 'a mistyped host inside a base64 string shows only when the application calls it: it crashes, or answers 502',
  example:
    'Secret board-api-prod/db-secret: data.DATABASE_URL: expected a Service in namespace postgresql-prod, received "postgress-service.postgresql-prod.svc.cluster.local"; did you mean "postgres-service"? [hosts-resolve]',
  check: (bundle) => {
    const dns = ClusterDns.of(bundle);
    return texts(bundle).flatMap((text) => {
      const value = forFirstPod(text);
      const hosts = value === text.value ? hostsOf(text) : hostsIn({ key: text.key, value });
      return hosts.flatMap((host) => judge(bundle, dns, text, host));
    });
  },
};

/** Words in the names of headless Services, behind which the members of a cluster find each other. */
const OF_MEMBERS = /(^|-)(discovery|headless|hl|members|nodes|peers)$/;

/** Ports of any program: they tell no program from another. */
const COMMON_PORTS = new Set([80, 443, 3000, 8000, 8080, 8443]);

/**
 * The Service that is meant by a name without a Service: in a namespace that is whole in the bundle, the only one with the
 * port of the host, or for its neighbours the Service of a StatefulSet itself. In any namespace, the one of a kindred name
 * with the port of the host, or that nobody calls.
 */
function sameRole(
  bundle: Bundle,
  { object, namespace, field }: Pick<Text, 'object' | 'namespace' | 'field'>,
  host: NamedHost,
): string | undefined {
  const [service = '', place = namespace] = host.name.split('.');
  const special = host.port !== undefined && !COMMON_PORTS.has(host.port);
  const there = servicesByPort(bundle).get(`${place} ${host.port}`) ?? [];
  const [only, ...others] = there;
  if (special && only !== undefined && others.length === 0) {
    const near = kinship(service, only);
    // A wait for a name that nobody else says.
    const isLone = () =>
      isUnused(bundle, 'Service', only, object) ||
      (/initContainers/.test(field) && isOrphan(bundle, host.name, object));
    if (near === 'same' || near === 'part' || (near === 'shared' && isLone())) return only;
  }
  const index = ClusterDns.of(bundle).services;
  const twin = index.twin(place, service, (other) => {
    const isEntry = /^(LoadBalancer|NodePort)$/.test(
      stringAt(bundle.find('Service', place, other), 'spec', 'type') ?? '',
    );
    const isOpen = host.port === undefined ? undefined : there.includes(other);
    if (isEntry || isOpen === false) return false;
    const isHeadless = stringAt(bundle.find('Service', place, other), 'spec', 'clusterIP') === 'None';
    return OF_MEMBERS.test(service) ? isHeadless : undefined;
  });
  if (twin !== undefined) return twin;
  if (place !== namespace || !wholeNamespaces(bundle).has(namespace)) return undefined;
  const own = object.kind === 'StatefulSet' ? (stringAt(object, 'spec', 'serviceName') ?? '') : '';
  if (host.port === undefined) return bundle.find('Service', namespace, own) && own;
  return [80, 443].includes(host.port) || others.length > 0 ? undefined : only;
}

/** The names of Services by namespace and port. */
const servicesByPort = once((bundle: Bundle) => {
  const found = new Map<string, string[]>();
  for (const service of bundle.ofKind('Service')) {
    for (const port of new Set(listAt(service, 'spec', 'ports').map((each) => numberAt(each, 'port')))) {
      getOrInsert(found, `${namespaceOf(service)} ${port}`, () => []).push(service.metadata.name);
    }
  }
  return found;
});

function judge(bundle: Bundle, dns: ClusterDns, { object, namespace, field }: Text, host: NamedHost): Finding[] {
  const answer = dns.answer(host.name, namespace);
  if (answer === undefined) return [];
  if (answer.service === undefined) {
    const { service, ...nowhere } = answer;
    const { meant } = nowhere;
    const twin = answer.assumes && sameRole(bundle, { object, namespace, field }, host);
    if (twin !== undefined) {
      const found = { ...nowhere, assumes: undefined, meant: twin, received: quoted(host.name) };
      return [{ object, field, ...found, answer: 'risk' }];
    }
    // A name that may be anything is a mistake only if it is near a Service's.
    if (host.doubtful && meant === undefined) return [];
    // A text may name what is made elsewhere, unless a Service is near.
    const inText = meant === undefined ? true : undefined;
    return [{ object, field, ...nowhere, received: quoted(host.name), inText }];
  }
  const unnamed = withoutPortName(host.name, answer);
  if (unnamed !== undefined) return [{ object, field, expected: unnamed, received: quoted(host.name) }];
  const { port } = host;
  const open = openPorts(bundle, answer);
  if (port === undefined || open === undefined || open.ports.includes(port)) return [];
  return [
    {
      object,
      field,
      answer: open.declared ? 'risk' : undefined,
      expected: `a port of ${open.of} (${open.ports.join(', ')})`,
      received: host.implicit ? `${quoted(host.name)}, which means port ${port}` : quoted(`${host.name}:${port}`),
    },
  ];
}

/** What a Service must have for a record of type SRV: a port of the name. */
function withoutPortName(name: string, { service }: Found): string | undefined {
  const [, wanted] = SRV.exec(name.toLowerCase()) ?? [];
  if (wanted === undefined || stringAt(service, 'spec', 'type') === 'ExternalName') return undefined;
  const names = listAt(service, 'spec', 'ports').flatMap((port) => stringAt(port, 'name') ?? []);
  return names.includes(wanted)
    ? undefined
    : `the name of a port of ${identity(service)} (${names.join(', ') || 'none has one'})`;
}
