import type { Bundle, PodTemplate } from '../../bundle/bundle';
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
  about: ['imagePullSecrets'],
  check: (bundle) => [
    ...bundle.templates.flatMap(({ owner, spec, path }) => strangers(bundle, owner, spec, `${path}.`)),
    ...bundle.ofKind('ServiceAccount').flatMap((account) => strangers(bundle, account, account, '')),
    ...bundle.templates.flatMap((template) => withoutLogin(bundle, template)),
  ],
};

/** The registries of a pull secret that the manifests make. Undefined if unknown. */
function registriesOf(bundle: Bundle, namespace: string, name: string): string[] | undefined {
  const values = bundle.secret(namespace, name)?.values ?? [];
  const text = values.find(({ key }) => key === '.dockerconfigjson')?.value;
  try {
    const hosts = Object.keys((JSON.parse(text ?? '') as { readonly auths?: object }).auths ?? {});
    return hosts.map((host) =>
      host
        .replace(/^https?:\/\//, '')
        .replace(/\/.*$/, '')
        .replace(/^index\.docker\.io$/, 'docker.io'),
    );
  } catch {
    return undefined;
  }
}

/** The login of another registry than those of the images helps none of the images. */
function withoutLogin(bundle: Bundle, { owner: object, namespace, spec, path, containers }: PodTemplate): Finding[] {
  const account = bundle.find('ServiceAccount', namespace, stringAt(spec, 'serviceAccountName') ?? 'default');
  const own = listItems(spec, path, 'imagePullSecrets');
  const secrets = [...own, ...listItems(account, '', 'imagePullSecrets')].map(
    ({ item }) => stringAt(item, 'name') ?? '',
  );
  const known = secrets.map((name) => registriesOf(bundle, namespace, name));
  const registries = known.flatMap((each) => each ?? []);
  const images = containers.map(({ spec: container }) => registryOf(stringAt(container, 'image') ?? ''));
  if (secrets.length === 0 || known.includes(undefined) || images.some((image) => registries.includes(image)))
    return [];
  const field = own.length > 0 ? `${path}.imagePullSecrets` : `${path}.serviceAccountName`;
  const expected = `the login of ${[...new Set(images)].join(' or ')}`;
  return [
    { answer: 'risk', object, field, expected, received: `a Secret for ${registries.join(', ') || 'no registry'}` },
  ];
}

function registryOf(image: string): string {
  const [host = '', rest] = image.split('/', 2);
  return rest !== undefined && (/[.:]/.test(host) || host === 'localhost') ? host : 'docker.io';
}

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
