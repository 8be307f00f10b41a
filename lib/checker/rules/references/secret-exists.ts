import type { Bundle } from '../../bundle/bundle';
import { NameIndex } from '../../bundle/name-index';
import { podReferences } from '../../bundle/pod-references';
import { dangling, type Reference } from '../../bundle/reference';
import { listAt, type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
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
    return dangling(references(bundle), catalogue, (namespace, name) => {
      // A controller fills in the token: https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets
      const type = stringAt(bundle.find('Secret', namespace, name), 'type');
      return type === 'kubernetes.io/service-account-token' ? undefined : bundle.secretKeys(namespace, name);
    });
  },
};

const CERTIFICATE = ['tls.crt', 'tls.key'];

function references(bundle: Bundle): Reference[] {
  return [
    ...podReferences(bundle, 'Secret'),
    ...bundle.templates.flatMap(({ owner, spec, path }) =>
      listed(owner, listAt(spec, 'imagePullSecrets'), `${path}.imagePullSecrets`, 'name'),
    ),
    ...bundle
      .ofKind('ServiceAccount')
      .flatMap((account) =>
        ['imagePullSecrets', 'secrets'].flatMap((list) => listed(account, listAt(account, list), list, 'name')),
      ),
    ...bundle
      .ofKind('Ingress')
      .flatMap((ingress) => listed(ingress, listAt(ingress, 'spec', 'tls'), 'spec.tls', 'secretName', CERTIFICATE)),
    ...['Gateway', 'ListenerSet']
      .flatMap((kind) => bundle.ofKind(kind))
      .flatMap((gateway) =>
        listAt(gateway, 'spec', 'listeners').flatMap((listener, index) => {
          const path = `spec.listeners[${index}].tls.certificateRefs`;
          return listed(gateway, listAt(listener, 'tls', 'certificateRefs'), path, 'name', CERTIFICATE);
        }),
      ),
  ];
}

/** The Secrets in the entries of a list, with required keys. */
function listed(
  object: Manifest,
  entries: readonly unknown[],
  path: string,
  nameField: string,
  keys: readonly string[] = [],
): Reference[] {
  return entries.flatMap((entry, index) => {
    const name = stringAt(entry, nameField);
    const field = `${path}[${index}].${nameField}`;
    if (!name) return [];
    return [{ object, namespace: namespaceOf(object), name, field, keys: keys.map((key) => ({ key, field })) }];
  });
}
