import type { Bundle } from '../../bundle/bundle';
import { type Text, texts } from '../../bundle/containers/texts';
import { podReferences } from '../../bundle/references/pod-references';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { certifies } from '../../bundle/traffic/host-patterns';
import { hostsOf } from '../../bundle/traffic/named-hosts';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { getOrInsert } from '../../manifest/get-or-insert';
import { identity, listAt, type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { type Finding, quoted, type Rule } from '../../rule';

/** A name of a Service as a client writes the name. */
interface Dialed {
  readonly host: string;
  readonly text: Text;
}

/** The certificate of a server has the names by which clients call the server. */
export const certificatesCoverClients: Rule = {
  id: 'certificates-cover-clients',
  answer: 'risk',
  why: 'a client ends the connection to a server whose certificate does not have the name that the client calls',
  example:
    'Certificate shop/prices: spec.dnsNames: expected "prices.shop.svc.cluster.local" among them, since ConfigMap shop/web calls that name, received ["prices.shop.svc"] [certificates-cover-clients]',
  about: ['dnsNames'],
  check: (bundle) =>
    bundle.ofKind('Certificate').flatMap((object): Finding[] => {
      const names = listAt(object, 'spec', 'dnsNames').map(String);
      const holders =
        holdersOf(bundle).get(`${namespaceOf(object)}/${stringAt(object, 'spec', 'secretName')}`) ?? new Set();
      const services = new Set([...holders].flatMap((holder) => [...(servicesOf(bundle).get(holder) ?? [])]));
      return [...services].flatMap((service): Finding[] => {
        // A certificate without any name of the Service is for something else.
        const own = `${service.metadata.name}.${namespaceOf(service)}`;
        if (!names.some((name) => name === service.metadata.name || name.startsWith(own))) return [];
        const missing = (dialed(bundle).get(service) ?? []).find(
          ({ host, text }) => !names.some((name) => certifies(name, host)) && !holders.has(text.object),
        );
        if (missing === undefined) return [];
        const expected = `${JSON.stringify(missing.host)} among them, since ${identity(missing.text.object)} calls that name`;
        return [{ object, field: 'spec.dnsNames', expected, received: quoted(names) }];
      });
    }),
};

/** Schemes with TLS: https://www.iana.org/assignments/uri-schemes */
const TLS_SCHEME = /^(https|wss|amqps|mqtts|rediss|valkeys|ldaps|smtps|imaps|ftps|grpcs|natss?\+tls|ssl|tls)$/i;
/** Ports on which servers speak without TLS until a client asks: https://www.iana.org/assignments/service-names-port-numbers */
const PLAIN_PORTS = new Set([25, 80, 389, 1883, 3306, 4222, 5432, 5672, 6379, 9092, 27017]);

/** True if a text says that the client speaks TLS, or leaves nothing else: a whole name, and no scheme or port of plain servers. */
function speaksTls(text: string, name: string, port: number | undefined): boolean {
  const [before] = text.split(name, 1);
  const [, scheme] = /([a-z][a-z\d+.-]*):\/\/[^\s"'/]*$/i.exec(before ?? '') ?? [];
  if (scheme !== undefined) return TLS_SCHEME.test(scheme) || /sslmode=verify-full/.test(text);
  return name.includes('.') && !PLAIN_PORTS.has(port ?? 0);
}

/** The names of each Service that texts call with TLS. */
const dialed = once((bundle: Bundle): ReadonlyMap<Manifest, readonly Dialed[]> => {
  const [dns, found] = [ClusterDns.of(bundle), new Map<Manifest, Dialed[]>()];
  for (const text of texts(bundle)) {
    for (const { name, port } of hostsOf(text)) {
      const answer = dns.answer(name, text.namespace);
      if (answer?.service === undefined || answer.pod || !speaksTls(text.value, name, port)) continue;
      getOrInsert(found, answer.service, () => []).push({ host: name.replace(/\.$/, ''), text });
    }
  }
  return found;
});

/** The workloads whose pods have a Secret. */
const holdersOf = once((bundle: Bundle): ReadonlyMap<string, ReadonlySet<Manifest>> => {
  const found = new Map<string, Set<Manifest>>();
  for (const { namespace, name, object } of podReferences(bundle, 'Secret')) {
    getOrInsert(found, `${namespace}/${name}`, () => new Set()).add(object);
  }
  return found;
});

/** The Services of each workload. */
const servicesOf = once((bundle: Bundle): ReadonlyMap<Manifest, readonly Manifest[]> => {
  const found = new Map<Manifest, Manifest[]>();
  for (const service of bundle.ofKind('Service')) {
    for (const { owner } of podsBehind(bundle, service)) getOrInsert(found, owner, () => []).push(service);
  }
  return found;
});
