import { getOrInsert } from '../../manifest/get-or-insert';
import { listAt, type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle } from '../bundle';
import { keySelectors } from './key-selectors';
import { operatorSecrets } from './operator-secrets';
import { podReferences } from './pod-references';
import type { Reference } from './reference';

const CERTIFICATE = ['tls.crt', 'tls.key'];
const REGISTRY = ['.dockerconfigjson', '.dockercfg'];

/** The Secrets that pods, ServiceAccounts, Ingresses, Gateways and scalers name. */
export const secretReferences = once((bundle: Bundle): readonly Reference[] => [
  ...podReferences(bundle, 'Secret'),
  ...bundle.templates.flatMap(({ owner, spec, path }) =>
    listed(owner, listAt(spec, 'imagePullSecrets'), `${path}.imagePullSecrets`, 'name', [], REGISTRY),
  ),
  ...bundle
    .ofKind('ServiceAccount')
    .flatMap((account) => [
      ...listed(account, listAt(account, 'imagePullSecrets'), 'imagePullSecrets', 'name', [], REGISTRY),
      ...listed(account, listAt(account, 'secrets'), 'secrets', 'name'),
    ]),
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
  ...operators(bundle),
  // https://keda.sh/docs/latest/concepts/authentication/#secrets
  ...bundle.ofKind('TriggerAuthentication').flatMap((object) =>
    listAt(object, 'spec', 'secretTargetRef').flatMap((entry, index) => {
      const path = `spec.secretTargetRef[${index}]`;
      const [name, key] = [stringAt(entry, 'name'), stringAt(entry, 'key')];
      if (!name || !key) return [];
      const keys = [{ key, field: `${path}.key` }];
      return [{ object, namespace: namespaceOf(object), name, field: `${path}.name`, keys }];
    }),
  ),
]);

/** The Secrets of operators, each field once. */
function operators(bundle: Bundle): Reference[] {
  const listed = operatorSecrets(bundle);
  const known = new Map<Manifest, Set<string>>();
  for (const { object, field } of listed) getOrInsert(known, object, () => new Set()).add(field);
  return [...listed, ...keySelectors(bundle).filter(({ object, field }) => known.get(object)?.has(field) !== true)];
}

/** The Secrets in the entries of a list, with required keys. */
function listed(
  object: Manifest,
  entries: readonly unknown[],
  path: string,
  nameField: string,
  keys: readonly string[] = [],
  form?: readonly string[],
): Reference[] {
  return entries.flatMap((entry, index) => {
    const name = stringAt(entry, nameField);
    const field = `${path}[${index}].${nameField}`;
    if (!name) return [];
    const used = keys.map((key) => ({ key, field }));
    const namespace = stringAt(entry, 'namespace') ?? namespaceOf(object);
    return [{ object, namespace, name, field, keys: used, ...(form && { form }) }];
  });
}
