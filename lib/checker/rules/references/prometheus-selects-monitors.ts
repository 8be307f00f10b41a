import type { Bundle } from '../../bundle/bundle';
import { matches, matchesNamespace } from '../../bundle/traffic/namespaces';
import { apiGroup, identity, type Manifest, namespaceOf, stringsAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The kinds that a server reads, with the fields of the selector: https://prometheus-operator.dev/docs/api-reference/api/ */
const READ = [
  { kind: 'ServiceMonitor', readers: ['Prometheus', 'PrometheusAgent'], field: 'serviceMonitor' },
  { kind: 'PodMonitor', readers: ['Prometheus', 'PrometheusAgent'], field: 'podMonitor' },
  { kind: 'Probe', readers: ['Prometheus', 'PrometheusAgent'], field: 'probe' },
  { kind: 'ScrapeConfig', readers: ['Prometheus', 'PrometheusAgent'], field: 'scrapeConfig' },
  { kind: 'PrometheusRule', readers: ['Prometheus', 'ThanosRuler'], field: 'rule' },
  { kind: 'AlertmanagerConfig', readers: ['Alertmanager'], field: 'alertmanagerConfig' },
] as const;

/** A Prometheus of the manifests selects every monitor and every rule beside it. */
export const prometheusSelectsMonitors: Rule = {
  id: 'prometheus-selects-monitors',
  answer: 'risk',
  why: 'a monitor or rule with other labels than its Prometheus selects is never loaded, and nothing says so',
  example:
    'PrometheusRule shop/api: metadata.labels: expected {"matchLabels":{"release":"main"}}, the ruleSelector of Prometheus monitoring/main, received {"release":"prom"} [prometheus-selects-monitors]',
  about: ['monitoring.coreos.com'],
  check: (bundle) =>
    READ.flatMap(({ kind, readers, field }) => {
      const servers = readers
        .flatMap((reader) => bundle.ofKind(reader))
        // Without a selector, a server reads nothing of the kind, or what its secret configuration says.
        .filter((server) => isOperated(server) && valueAt(server, 'spec', `${field}Selector`) !== undefined);
      return bundle.ofKind(kind).flatMap((object): Finding[] => {
        if (servers.length === 0 || !isOperated(object)) return [];
        const unread = servers.map((server) => obstacle(bundle, server, field, object));
        const [first] = unread;
        return first && unread.every((each) => each !== undefined) ? [{ object, ...first }] : [];
      });
    }),
};

const isOperated = ({ apiVersion }: Manifest): boolean => apiGroup(apiVersion) === 'monitoring.coreos.com';

/** The reason why a server does not read an object. */
function obstacle(
  bundle: Bundle,
  server: Manifest,
  field: string,
  object: Manifest,
): Omit<Finding, 'object'> | undefined {
  const selector = valueAt(server, 'spec', `${field}Selector`);
  const labels = stringsAt(object, 'metadata', 'labels');
  if (!matches(selector, labels)) {
    const expected = `${quoted(selector)}, the ${field}Selector of ${identity(server)}`;
    return { field: 'metadata.labels', expected, received: quoted(valueAt(object, 'metadata', 'labels')) };
  }
  const namespaces = valueAt(server, 'spec', `${field}NamespaceSelector`);
  const namespace = namespaceOf(object);
  const isRead =
    namespaces === undefined || namespaces === null
      ? namespace === namespaceOf(server)
      : (matchesNamespace(bundle, namespaces, namespace) ?? true);
  if (isRead) return undefined;
  const expected = `a namespace that the ${field}NamespaceSelector of ${identity(server)} selects (${quoted(namespaces)})`;
  return { field: 'metadata.namespace', expected, received: quoted(namespace) };
}
