import { namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** One autoscaler alone sets the replicas of a workload. */
export const oneAutoscaler: Rule = {
  id: 'one-autoscaler',
  answer: 'broken',
  why: 'two autoscalers on one workload set its replicas in turn: pods start and stop all the time',
  example:
    'HorizontalPodAutoscaler default/api-memory: spec.scaleTargetRef.name: expected a workload that no other autoscaler scales, received Deployment api, scaled by api-cpu [one-autoscaler]',
  check: (bundle) => {
    const scaled = new Map<string, string>();
    return bundle.ofKind('HorizontalPodAutoscaler').flatMap((object): Finding[] => {
      const target = valueAt(object, 'spec', 'scaleTargetRef');
      const name = `${stringAt(target, 'kind')} ${stringAt(target, 'name')}`;
      const key = `${namespaceOf(object)}/${name}`;
      const first = scaled.get(key);
      scaled.set(key, first ?? object.metadata.name);
      // The same object twice is the matter of `unique-objects`.
      if (first === undefined || first === object.metadata.name) return [];
      const expected = 'a workload that no other autoscaler scales';
      return [{ object, field: 'spec.scaleTargetRef.name', expected, received: `${name}, scaled by ${first}` }];
    });
  },
};
