import type { Bundle } from '../../bundle/bundle';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { entryPath } from '../../manifest/field-path';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Finding, Rule } from '../../rule';

/** A Service that stays on the node has a pod on each node. */
export const localTrafficServed: Rule = {
  id: 'local-traffic-served',
  answer: 'risk',
  why: 'with internalTrafficPolicy Local, a client reaches the pods of its own node alone: on a node without such a pod, each connection is dropped',
  example:
    'Service default/logs: spec.internalTrafficPolicy: expected "Cluster", or a DaemonSet behind the Service: Deployment logs has pods on some of the nodes, received "Local" [local-traffic-served]',
  about: ['internalTrafficPolicy'],
  check: (bundle) =>
    bundle.ofKind('Service').flatMap((object): Finding[] => {
      if (stringAt(object, 'spec', 'internalTrafficPolicy') !== 'Local') return [];
      const pods = podsBehind(bundle, object);
      const [first] = pods;
      // Clients may be kept beside the pods.
      if (first === undefined || pods.some(({ owner }) => ['DaemonSet', 'Pod'].includes(owner.kind)) || isNear(bundle))
        return [];
      const expected = `"Cluster", or a DaemonSet behind the Service: ${first.owner.kind} ${first.owner.metadata.name} has pods on some of the nodes`;
      return [{ object, field: entryPath('spec', 'internalTrafficPolicy'), expected, received: '"Local"' }];
    }),
};

const isNear = once(({ templates }: Bundle): boolean =>
  templates.some(
    ({ spec }) =>
      listAt(spec, 'affinity', 'podAffinity', 'requiredDuringSchedulingIgnoredDuringExecution').length > 0 ||
      valueAt(spec, 'nodeName') !== undefined,
  ),
);
