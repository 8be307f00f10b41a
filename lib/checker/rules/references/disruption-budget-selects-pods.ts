import { sharedNamespaces } from '../../bundle/traffic/namespaces';
import { selected, withoutPods } from '../../bundle/workloads/pod-selection';
import { namespaceOf, stringsAt, valueAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

/** A PodDisruptionBudget protects pods of its namespace. */
export const disruptionBudgetSelectsPods: Rule = {
  id: 'disruption-budget-selects-pods',
  answer: 'risk',
  why: 'a budget that selects no pod protects none: a node drain takes all replicas at once',
  example:
    'PodDisruptionBudget default/api: spec.selector: expected the labels of pods in namespace default, received {"matchLabels":{"app":"apii"}}; did you mean "app=api"? [disruption-budget-selects-pods]',
  check: (bundle) => {
    const shared = sharedNamespaces(bundle);
    return bundle.ofKind('PodDisruptionBudget').flatMap((object) => {
      const namespace = namespaceOf(object);
      const selector = valueAt(object, 'spec', 'selector');
      // No selector selects nothing, while an empty one selects all.
      const pods = selector === undefined || selector === null ? [] : selected(bundle, namespace, selector);
      if (shared.has(namespace) || pods.length > 0) return [];
      const labels = stringsAt(selector, 'matchLabels');
      return [
        { object, field: 'spec.selector', ...withoutPods(bundle, namespace, selector, labels, object.metadata.name) },
      ];
    });
  },
};
