import type { Bundle } from '../../bundle/bundle';
import { identity, listAt, type Manifest, namespaceOf, stringAt, stringsAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** https://keda.sh/docs/latest/concepts/scaling-deployments/#transfer-ownership-of-an-existing-hpa */
const TAKEN_OVER = 'scaledobject.keda.sh/transfer-hpa-ownership';

/** One autoscaler alone sets the replicas of a workload, and another one alone the requests. */
export const oneAutoscaler: Rule = {
  id: 'one-autoscaler',
  answer: 'broken',
  why: 'two autoscalers on one workload set its replicas in turn: pods start and stop all the time',
  example:
    'HorizontalPodAutoscaler default/api-memory: spec.scaleTargetRef.name: expected a workload that no other autoscaler scales, received Deployment api, scaled by api-cpu [one-autoscaler]',
  check: (bundle) => {
    const scaled = new Map<string, Manifest>();
    const scalers = [...bundle.ofKind('HorizontalPodAutoscaler'), ...bundle.ofKind('ScaledObject')];
    const twice = scalers.flatMap((object): Finding[] => {
      // KEDA takes over an autoscaler that stood there before.
      if (stringsAt(object, 'metadata', 'annotations')[TAKEN_OVER] === 'true') return [];
      const name = targetOf(object, 'scaleTargetRef');
      const key = `${namespaceOf(object)}/${name}`;
      const first = scaled.get(key);
      scaled.set(key, first ?? object);
      // The same object twice is the matter of `unique-objects`.
      if (first === undefined || identity(first) === identity(object)) return [];
      const expected = 'a workload that no other autoscaler scales';
      const received = `${name}, scaled by ${first.kind === object.kind ? '' : `${first.kind} `}${first.metadata.name}`;
      return [{ object, field: 'spec.scaleTargetRef.name', expected, received }];
    });
    return [...twice, ...bundle.ofKind('VerticalPodAutoscaler').flatMap((object) => againstEachOther(bundle, object))];
  },
};

const targetOf = (object: Manifest, field: string): string => {
  const target = valueAt(object, 'spec', field);
  return `${stringAt(target, 'kind') ?? 'Deployment'} ${stringAt(target, 'name')}`;
};

/** https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/known-limitations.md */
function againstEachOther(bundle: Bundle, object: Manifest): Finding[] {
  if (/^(Off|Initial)$/.test(stringsAt(object, 'spec', 'updatePolicy').updateMode ?? '')) return [];
  const name = targetOf(object, 'targetRef');
  const policies = listAt(object, 'spec', 'resourcePolicy', 'containerPolicies');
  const isSet = (resource: string) =>
    policies.length === 0 ||
    policies.some((policy) => {
      const controlled = listAt(policy, 'controlledResources');
      return stringAt(policy, 'mode') !== 'Off' && (controlled.length === 0 || controlled.includes(resource));
    });
  const other = bundle.ofKind('HorizontalPodAutoscaler').find((each) => {
    const isSame = namespaceOf(each) === namespaceOf(object) && targetOf(each, 'scaleTargetRef') === name;
    return isSame && utilized(each).some(isSet);
  });
  if (other === undefined) return [];
  const resources = utilized(other).filter(isSet).join(' and ');
  const expected = `updateMode Off, or other resources than the ${resources} by which HorizontalPodAutoscaler ${other.metadata.name} scales`;
  return [{ answer: 'risk', object, field: 'spec.targetRef.name', expected, received: name }];
}

/** The resources by whose share of the request an autoscaler scales. */
const utilized = (object: Manifest): string[] =>
  listAt(object, 'spec', 'metrics').flatMap((metric) => {
    const resource = valueAt(metric, 'resource') ?? valueAt(metric, 'containerResource');
    return stringAt(resource, 'target', 'type') === 'Utilization' ? (stringAt(resource, 'name') ?? []) : [];
  });
