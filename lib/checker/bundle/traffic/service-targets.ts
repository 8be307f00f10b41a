import { listAt, type Manifest, numberAt, stringAt, stringsAt, valueAt } from '../../manifest/manifest';
import type { Bundle, PodTemplate } from '../bundle';
import { podsBehind } from '../workloads/pod-selection';
import { podOf } from './pod';

/** A port of pods behind a Service. */
export interface ServiceTarget {
  readonly template: PodTemplate;
  readonly protocol: string;
  readonly port: number;
}

/**
 * The targets of a Service's port, by number or name, or of all ports. NetworkPolicies see the pods' port, not the
 * Service's.
 */
export function serviceTargets(bundle: Bundle, service: Manifest, wanted?: number | string): ServiceTarget[] {
  const selector = stringsAt(service, 'spec', 'selector');
  if (Object.keys(selector).length === 0 || stringAt(service, 'spec', 'type') === 'ExternalName') return [];
  // A migration often carries the labels of its application: it is no server.
  const templates = podsBehind(bundle, service).filter(({ owner }) => !/Job$/.test(owner.kind));
  // A headless Service is no more than a DNS name: clients knock at the pods themselves, on the port they were told.
  if (stringAt(service, 'spec', 'clusterIP') === 'None' && typeof wanted === 'number') {
    return templates.map((template) => ({ template, protocol: 'TCP', port: wanted }));
  }
  return listAt(service, 'spec', 'ports')
    .filter((port) => wanted === undefined || valueAt(port, typeof wanted === 'number' ? 'port' : 'name') === wanted)
    .flatMap((servicePort) => {
      const protocol = stringAt(servicePort, 'protocol') ?? 'TCP';
      const target = valueAt(servicePort, 'targetPort') ?? numberAt(servicePort, 'port');
      return templates.flatMap((template) => {
        if (typeof target === 'number') return [{ template, protocol, port: target }];
        return (podOf(template).ports ?? [])
          .filter((port) => port.name === target && port.protocol === protocol)
          .flatMap(({ port }) => (port === undefined ? [] : [{ template, protocol, port }]));
      });
    });
}
