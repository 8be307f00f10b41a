import { listAt, type Manifest, namespaceOf, stringAt } from '../manifest/manifest';
import type { Bundle } from './bundle';
import { podReferences } from './pod-references';
import type { Reference } from './reference';

/** The Secrets that pods, ServiceAccounts and Ingresses name. */
export function secretReferences(bundle: Bundle): Reference[] {
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
      .flatMap((ingress) =>
        listed(ingress, listAt(ingress, 'spec', 'tls'), 'spec.tls', 'secretName', ['tls.crt', 'tls.key']),
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
