import { sharedNamespaces } from '../../bundle/namespaces';
import { podsBehind, withoutPods } from '../../bundle/pod-selection';
import { namespaceOf, stringAt, stringsAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

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
      if (!led || shared.has(namespace) || podsBehind(bundle, object).length > 0) return [];
      return [{ object, field: 'spec.selector', ...withoutPods(bundle, namespace, selector, selector) }];
    });
  },
};
