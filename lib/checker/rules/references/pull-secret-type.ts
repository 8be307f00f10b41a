import type { Bundle } from '../../bundle/bundle';
import { listItems } from '../../manifest/field-path';
import { type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const LOGINS = ['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg'];

/** A pull secret holds the login of a registry. */
export const pullSecretType: Rule = {
  id: 'pull-secret-type',
  answer: 'broken',
  why: 'the kubelet ignores a pull secret of another type without a word, and pulls as nobody: ImagePullBackOff',
  example:
    'Deployment default/api: spec.template.spec.imagePullSecrets[registry].name: expected a Secret of type kubernetes.io/dockerconfigjson, received one of type "Opaque" [pull-secret-type]',
  check: (bundle) => [
    ...bundle.templates.flatMap(({ owner, spec, path }) => strangers(bundle, owner, spec, `${path}.`)),
    ...bundle.ofKind('ServiceAccount').flatMap((account) => strangers(bundle, account, account, '')),
  ],
};

function strangers(bundle: Bundle, object: Manifest, owner: unknown, path: string): Finding[] {
  return listItems(owner, path, 'imagePullSecrets').flatMap(({ item, path: place }): Finding[] => {
    const secret = bundle.find('Secret', namespaceOf(object), stringAt(item, 'name') ?? '');
    const type = stringAt(secret, 'type') ?? 'Opaque';
    if (!secret || LOGINS.includes(type)) return [];
    const field = `${place.replace('..', '.').replace(/^\./, '')}.name`;
    const expected = 'a Secret of type kubernetes.io/dockerconfigjson';
    return [{ object, field, expected, received: `one of type ${quoted(type)}` }];
  });
}
