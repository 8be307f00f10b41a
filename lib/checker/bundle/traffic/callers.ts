import { once } from '../../manifest/once';
import type { Bundle, PodTemplate } from '../bundle';
import { texts } from '../containers/texts';
import { podsBehind } from '../workloads/pod-selection';
import { ClusterDns } from './cluster-dns';
import { hostsOf } from './named-hosts';

/** The pods that the words and variables of each workload name by a Service, but for its own pods. */
const calls = once((bundle: Bundle): ReadonlyMap<PodTemplate, ReadonlySet<PodTemplate>> => {
  const templates = new Map(bundle.templates.map((template) => [template.owner, template]));
  const found = new Map<PodTemplate, Set<PodTemplate>>();
  for (const text of texts(bundle)) {
    const caller = templates.get(text.object);
    if (caller === undefined) continue;
    for (const { name } of hostsOf(text)) {
      const service = ClusterDns.of(bundle).answer(name, text.namespace)?.service;
      for (const called of service ? podsBehind(bundle, service) : []) {
        if (called !== caller) found.set(caller, (found.get(caller) ?? new Set()).add(called));
      }
    }
  }
  return found;
});

/** The workloads that name a Service of some pods. */
export const callersOf = (bundle: Bundle, pods: ReadonlySet<PodTemplate>): PodTemplate[] =>
  [...calls(bundle)].flatMap(([caller, called]) =>
    !pods.has(caller) && [...called].some((each) => pods.has(each)) ? [caller] : [],
  );
