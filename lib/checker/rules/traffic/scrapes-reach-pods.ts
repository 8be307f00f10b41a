import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { closedPods } from '../../bundle/traffic/blocked-traffic';
import { isWatched } from '../../bundle/traffic/monitors';
import { matches } from '../../bundle/traffic/namespaces';
import { hasForeignPolicies, NetworkPolicies } from '../../bundle/traffic/network-policies';
import { podOf } from '../../bundle/traffic/pod';
import { serviceTargets } from '../../bundle/traffic/service-targets';
import { runs } from '../../bundle/workloads/members';
import { listAt, namespaceOf, stringAt, stringsAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** A port of pods that Prometheus asks for metrics. */
interface Scrape {
  readonly template: PodTemplate;
  readonly port: number;
}

/** A Prometheus of the bundle reaches the pods whose metrics are asked for. */
export const scrapesReachPods: Rule = {
  id: 'scrapes-reach-pods',
  answer: 'risk',
  why: 'a NetworkPolicy that lets in the clients of a pod alone stops Prometheus, too: the target is down, and no alert of the metrics fires',
  example:
    'Deployment shop/api: spec.template.metadata.labels: expected traffic from Prometheus (Deployment monitoring/prometheus) on port 8080 to be let in by a NetworkPolicy, received no such rule in deny [scrapes-reach-pods]',
  about: ['prometheus'],
  check: (bundle) => {
    const servers = bundle.templates.filter(({ containers }) => containers.some((each) => runs(each, /^prometheus$/)));
    const [first, ...others] = servers;
    if (first === undefined || hasForeignPolicies(bundle)) return [];
    const { owner, namespace } = first;
    const from = `Prometheus (${owner.kind} ${namespace}/${owner.metadata.name})`;
    const policies = NetworkPolicies.of(bundle);
    const stopped = new Map<PodTemplate, Finding[]>();
    for (const { template, port } of [...ofMonitors(bundle), ...ofAnnotations(bundle)]) {
      const blocking = policies.blocking('ingress', template, podOf(first), port);
      const isOpen = others.some((each) => policies.blocking('ingress', template, podOf(each), port).length === 0);
      if (isOpen || stopped.has(template)) continue;
      stopped.set(template, closedPods(bundle, template, from, `port ${port}`, blocking));
    }
    return [...stopped.values()].flat();
  },
};

function ofMonitors(bundle: Bundle): Scrape[] {
  return bundle.ofKind('ServiceMonitor').flatMap((monitor) => {
    const selector = valueAt(monitor, 'spec', 'selector');
    const selected = bundle.ofKind('Service').filter((service) => {
      return isWatched(monitor, namespaceOf(service)) && matches(selector, stringsAt(service, 'metadata', 'labels'));
    });
    const ports = listAt(monitor, 'spec', 'endpoints').flatMap((endpoint) => stringAt(endpoint, 'port') ?? []);
    return selected.flatMap((service) => ports.flatMap((port) => serviceTargets(bundle, service, port)));
  });
}

/** https://github.com/prometheus/prometheus/blob/main/documentation/examples/prometheus-kubernetes.yml */
function ofAnnotations(bundle: Bundle): Scrape[] {
  return bundle.templates.flatMap((template) => {
    const { 'prometheus.io/scrape': scrape, 'prometheus.io/port': port } = template.annotations;
    return scrape === 'true' && Number(port) > 0 ? [{ template, port: Number(port) }] : [];
  });
}
