import type { Bundle, PodTemplate } from './bundle';
import { get, items, type Manifest, namespaceOf, number, strings, text } from '../manifest/manifest';
import { podOf } from './pod';

/** A port of pods to which a Service leads. */
export interface ServiceTarget {
  readonly template: PodTemplate;
  readonly protocol: string;
  readonly port: number;
}

/**
 * Where a Service's port leads, by its number or its name, or all of its ports: NetworkPolicies judge the pods' port, not
 * the Service's.
 */
export function serviceTargets(bundle: Bundle, service: Manifest, wanted?: number | string): ServiceTarget[] {
  const selector = strings(service, 'spec', 'selector');
  if (Object.keys(selector).length === 0 || text(service, 'spec', 'type') === 'ExternalName') return [];
  // A migration often carries the labels of its application: it is no server.
  const templates = bundle.select(namespaceOf(service), selector).filter(({ owner }) => !/Job$/.test(owner.kind));
  // A headless Service is no more than a DNS name: clients knock at the pods themselves, on the port they were told.
  if (text(service, 'spec', 'clusterIP') === 'None' && typeof wanted === 'number') {
    return templates.map((template) => ({ template, protocol: 'TCP', port: wanted }));
  }
  return items(service, 'spec', 'ports')
    .filter((port) => wanted === undefined || get(port, typeof wanted === 'number' ? 'port' : 'name') === wanted)
    .flatMap((servicePort) => {
      const protocol = text(servicePort, 'protocol') ?? 'TCP';
      const target = get(servicePort, 'targetPort') ?? number(servicePort, 'port');
      return templates.flatMap((template) => {
        if (typeof target === 'number') return [{ template, protocol, port: target }];
        return (podOf(template).ports ?? [])
          .filter((port) => port.name === target && port.protocol === protocol)
          .flatMap(({ port }) => (port === undefined ? [] : [{ template, protocol, port }]));
      });
    });
}
