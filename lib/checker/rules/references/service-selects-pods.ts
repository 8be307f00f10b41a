import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { sharedNamespaces } from '../../bundle/traffic/namespaces';
import { autoscalerOf } from '../../bundle/workloads/autoscaled-workloads';
import { podsBehind, withoutPods } from '../../bundle/workloads/pod-selection';
import { identity, namespaceOf, numberAt, stringAt, stringsAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

const POD_NAME = 'statefulset.kubernetes.io/pod-name';

/** A Service with a selector leads to pods of its namespace. */
export const serviceSelectsPods: Rule = {
  id: 'service-selects-pods',
  answer: 'broken',
  why: 'a Service that selects no pod refuses every connection, and an Ingress in front of it answers 503',
  example:
    'Service default/api: spec.selector: expected the labels of pods in namespace default, received {"app":"apii"}; did you mean "app=api"? [service-selects-pods]',
  check: (bundle) => {
    const shared = sharedNamespaces(bundle);
    return bundle.ofKind('Service').flatMap((object) => {
      const namespace = namespaceOf(object);
      const selector = stringsAt(object, 'spec', 'selector');
      const led = Object.keys(selector).length > 0 && stringAt(object, 'spec', 'type') !== 'ExternalName';
      const behind = podsBehind(bundle, object);
      if (!led || shared.has(namespace)) return [];
      const pod = selector[POD_NAME];
      if (pod !== undefined && behind.length > 0 && !behind.some((template) => hasPod(bundle, template, pod))) {
        const expected = `the name of a pod of ${behind.map(({ owner }) => identity(owner)).join(' or ')}`;
        return [{ object, field: `spec.selector[${POD_NAME}]`, expected, received: quoted(pod) }];
      }
      if (behind.length > 0) return [];
      return [
        { object, field: 'spec.selector', ...withoutPods(bundle, namespace, selector, selector, object.metadata.name) },
      ];
    });
  },
};

/** True for a name that a StatefulSet gives, and for a pod of another workload, which may have any label. */
function hasPod(bundle: Bundle, { owner }: PodTemplate, pod: string): boolean {
  if (owner.kind !== 'StatefulSet') return true;
  const [, set, number] = /^(.*)-(\d+)$/.exec(pod) ?? [];
  const first = numberAt(owner, 'spec', 'ordinals', 'start') ?? 0;
  const scaled = autoscalerOf(bundle, owner) !== undefined;
  const most = scaled ? Number.POSITIVE_INFINITY : (numberAt(owner, 'spec', 'replicas') ?? 1);
  return set === owner.metadata.name && Number(number) >= first && Number(number) < first + most;
}
