import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { routesOf } from '../../bundle/traffic/ingress-routes';
import { runs } from '../../bundle/workloads/members';
import { listAt, stringAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** The sources of which the hosts are read here: https://kubernetes-sigs.github.io/external-dns/latest/docs/sources/about/ */
const SOURCES = new Set(['ingress', 'gateway-httproute', 'service']);
const HOSTNAME = 'external-dns.alpha.kubernetes.io/hostname';

/** ExternalDNS makes a record for the hosts of the set. */
export const dnsRecordsMade: Rule = {
  id: 'dns-records-made',
  answer: 'risk',
  why: 'ExternalDNS leaves out hosts of other domains and objects of other sources: the host gets no record, and no browser finds it',
  example:
    'Deployment default/dns: spec.template.spec.containers[dns].args: expected a domain of the hosts (shop.example.com) for --domain-filter, received "example.org" [dns-records-made]',
  about: ['external-dns'],
  check: (bundle) => {
    const containers = bundle.containers.filter((each) => !each.init && runs(each, /^external-dns$/));
    return containers.length === 1 ? containers.flatMap((container) => unmade(bundle, container)) : [];
  },
};

function unmade(bundle: Bundle, container: Container): Finding[] {
  const { template, path } = container;
  const options = commandLine(container).flatMap((word) => {
    const [, name, value = ''] = /^--([\w-]+)(?:=(.+))?$/.exec(word) ?? [];
    return name === undefined ? [] : [{ name, values: value.split(',') }];
  });
  const valuesOf = (wanted: string) => options.flatMap(({ name, values }) => (name === wanted ? values : []));
  const [filters, sources] = [valuesOf('domain-filter'), valuesOf('source')];
  // A pattern, or a template for names, may add hosts.
  if (sources.length === 0 || options.some(({ name }) => /^(regex-domain-filter|fqdn-template)$/.test(name))) return [];
  const found = hostsBySource(bundle);
  const at = { object: template.owner, field: `${path}.args` };
  const read = sources.flatMap((source) => found.get(source) ?? []);
  const [other] = [...found].filter(([source, hosts]) => hosts.length > 0 && !sources.includes(source));
  const isKnown = sources.every((source) => SOURCES.has(source));
  // The Service of a controller, with a name for all hosts, may stand elsewhere.
  if (read.length === 0 && other !== undefined && isKnown && !sources.includes('service')) {
    const [source, hosts] = other;
    const expected = `--source=${source} among the sources, for ${hosts[0]}`;
    return [{ ...at, expected, received: `only ${sources.join(', ')}` }];
  }
  const domains = filters.map((filter) => filter.replace(/^\./, ''));
  if (domains.length === 0 || read.length === 0 || read.some((host) => domains.some((each) => isBelow(host, each)))) {
    return [];
  }
  const expected = `a domain of the hosts (${[...new Set(read)].slice(0, 3).join(', ')}) for --domain-filter`;
  // The hosts of a source that nobody reads here may be of the domain.
  if (!isKnown) return [];
  return [{ ...at, expected, received: JSON.stringify(filters.join(',')) }];
}

const isBelow = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

/** The hosts of the objects of each source. A Service has its hosts in an annotation. */
function hostsBySource(bundle: Bundle): ReadonlyMap<string, readonly string[]> {
  const annotated = (kind: string) =>
    bundle.ofKind(kind).flatMap((each) => stringAt(each, 'metadata', 'annotations', HOSTNAME)?.split(/\s*,\s*/) ?? []);
  const ofIngresses = bundle.ofKind('Ingress').flatMap((each) => routesOf(each).map(({ host }) => host));
  const ofRoutes = bundle.ofKind('HTTPRoute').flatMap((each) => listAt(each, 'spec', 'hostnames').map(String));
  return new Map<string, readonly string[]>([
    ['ingress', [...new Set([...ofIngresses, ...annotated('Ingress')])].filter((host) => host !== '')],
    ['gateway-httproute', ofRoutes],
    ['service', annotated('Service')],
  ]);
}
