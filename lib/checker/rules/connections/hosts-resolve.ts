import type { Bundle } from '../../bundle/bundle';
import { ClusterDns, type Found } from '../../bundle/cluster-dns';
import { hostsIn, type NamedHost } from '../../bundle/named-hosts';
import { podsBehind } from '../../bundle/pod-selection';
import { type Text, texts } from '../../bundle/texts';
import { identity, listAt, numberAt, stringAt } from '../../manifest/manifest';
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
    return texts(bundle).flatMap((text) => hostsIn(text).flatMap((host) => judge(bundle, dns, text, host)));
  },
};

function judge(bundle: Bundle, dns: ClusterDns, { object, namespace, field }: Text, host: NamedHost): Finding[] {
  const answer = dns.answer(host.name, namespace);
  if (answer === undefined) return [];
  if (answer.service === undefined) {
    const { service, ...nowhere } = answer;
    const { meant } = nowhere;
    // A name that may be anything is a mistake only if it is near a Service's.
    if (host.doubtful && meant === undefined) return [];
    return [{ object, field, ...nowhere, received: quoted(host.name), inText: true }];
  }
  const { port } = host;
  const open = openPorts(bundle, answer);
  if (port === undefined || open === undefined || open.ports.includes(port)) return [];
  return [
    {
      object,
      field,
      // A container may listen on a port that the container does not declare.
      answer: open.declared ? 'risk' : undefined,
      expected: `a port of ${open.of} (${open.ports.join(', ')})`,
      received: host.implicit ? `${quoted(host.name)}, which means port ${port}` : quoted(`${host.name}:${port}`),
    },
  ];
}

/** The ports behind the name of a Service, and their owner. Undefined if unknown. */
function openPorts(
  bundle: Bundle,
  { service, pod }: Found,
): { readonly of: string; readonly ports: readonly number[]; readonly declared: boolean } | undefined {
  if (stringAt(service, 'spec', 'type') === 'ExternalName') return undefined;
  if (!pod && stringAt(service, 'spec', 'clusterIP') !== 'None') {
    return {
      of: identity(service),
      ports: listAt(service, 'spec', 'ports').flatMap((port) => numberAt(port, 'port') ?? []),
      declared: false,
    };
  }
  // The name of a headless Service, or of one of its pods, is the pods' own address: no port is translated.
  const ports = podsBehind(bundle, service)
    .flatMap(({ containers }) => containers)
    .flatMap(({ spec }) => listAt(spec, 'ports'))
    .flatMap((port) => numberAt(port, 'containerPort') ?? []);
  return ports.length === 0
    ? undefined
    : { of: `the pods of ${identity(service)}`, ports: [...new Set(ports)], declared: true };
}
