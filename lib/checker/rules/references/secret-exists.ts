import { NameIndex } from '../../bundle/references/name-index';
import { unnamed } from '../../bundle/references/pod-references';
import { dangling } from '../../bundle/references/reference';
import { secretReferences } from '../../bundle/references/secret-references';
import { stringAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

/** Every named Secret exists in the same namespace, with the keys in use. */
export const secretExists: Rule = {
  id: 'secret-exists',
  answer: 'broken',
  why: 'a pod without its Secret waits in CreateContainerConfigError, and it finds none in another namespace',
  example:
    'Deployment api/api: spec.template.spec.containers[api].envFrom[0].secretRef.name: expected a Secret in namespace api (the one of that name is in db), received "db-secret" [secret-exists]',
  check: (bundle) => {
    const catalogue = NameIndex.of(bundle, 'Secret', [...bundle.cluster.secrets, ...bundle.madeSecrets]);
    const keysOf = (namespace: string, name: string) => {
      // A controller fills in the token: https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets
      const type = stringAt(bundle.find('Secret', namespace, name), 'type');
      return type === 'kubernetes.io/service-account-token' ? undefined : bundle.secretKeys(namespace, name);
    };
    return dangling(secretReferences(bundle), catalogue, keysOf, unnamed(bundle, 'ConfigMap'));
  },
};
