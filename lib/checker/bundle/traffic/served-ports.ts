import { getOrInsert } from '../../manifest/get-or-insert';
import { once } from '../../manifest/once';
import type { Bundle, PodTemplate } from '../bundle';
import { serviceTargets } from './service-targets';

/** The TCP ports of pods to which Services lead. */
export const servedPorts = once((bundle: Bundle): ReadonlyMap<PodTemplate, ReadonlySet<number>> => {
  const found = new Map<PodTemplate, Set<number>>();
  for (const service of bundle.ofKind('Service')) {
    for (const { template, protocol, port } of serviceTargets(bundle, service)) {
      if (protocol === 'TCP') getOrInsert(found, template, () => new Set()).add(port);
    }
  }
  return found;
});
