import { NameIndex } from '../../bundle/references/name-index';
import { stringAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

/** The older name still works: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ */
const FIELDS = ['serviceAccountName', 'serviceAccount'];

/** The ServiceAccount of pods exists in their namespace. Each namespace has `default`. */
export const serviceAccountExists: Rule = {
  id: 'service-account-exists',
  answer: 'broken',
  why: 'no pod is created for a ServiceAccount that is missing: the Deployment stays at 0 without a pod to look at',
  example:
    'Deployment default/api: spec.template.spec.serviceAccountName: expected a ServiceAccount in namespace default, received "apii"; did you mean "api"? [service-account-exists]',
  check: (bundle) => {
    const catalogue = NameIndex.of(bundle, 'ServiceAccount');
    const used = bundle.templates.flatMap(({ owner, namespace, spec, path }) => {
      const field = FIELDS.find((candidate) => stringAt(spec, candidate));
      const name = field === undefined ? undefined : stringAt(spec, field);
      return name === undefined ? [] : [{ object: owner, namespace, name, field: `${path}.${field}` }];
    });
    const names = new Set(used.map(({ namespace, name }) => `${namespace}/${name}`));
    return used.flatMap(({ object, namespace, name, field }) => {
      if (name === 'default' || catalogue.has(namespace, name)) return [];
      const unused = catalogue.namesIn(namespace).filter((each) => !names.has(`${namespace}/${each}`));
      return [{ object, field, ...catalogue.missing(namespace, name, unused) }];
    });
  },
};
