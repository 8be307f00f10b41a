import { NameIndex } from '../../bundle/references/name-index';
import { valuesFrom } from '../../bundle/references/operator-secrets';
import { podReferences, unnamed } from '../../bundle/references/pod-references';
import { dangling } from '../../bundle/references/reference';
import type { Rule } from '../../rule';

/** Every ConfigMap of a pod exists in the pod's namespace, with the keys in use. */
export const configMapExists: Rule = {
  id: 'config-map-exists',
  answer: 'broken',
  why: 'a pod whose ConfigMap, or key of it, is missing never starts',
  example:
    'Deployment default/api: spec.template.spec.containers[api].envFrom[0].configMapRef.name: expected a ConfigMap in namespace default, received "api-confg"; did you mean "api-config"? [config-map-exists]',
  check: (bundle) => {
    // Every namespace is given it: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/
    const references = [...podReferences(bundle, 'ConfigMap'), ...valuesFrom(bundle, 'ConfigMap')].filter(
      ({ name }) => name !== 'kube-root-ca.crt',
    );
    const catalogue = NameIndex.of(bundle, 'ConfigMap', bundle.cluster.configMaps);
    const keysOf = (namespace: string, name: string) => bundle.configMapKeys(namespace, name);
    return dangling(references, catalogue, keysOf, unnamed(bundle, 'Secret'));
  },
};
