import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { imageReference } from '../../bundle/containers/image-reference';
import { getOrInsert } from '../../manifest/get-or-insert';
import { listAt, stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Finding, Rule } from '../../rule';

/** Pods of a namespace that pull from one place: with pull secrets, and how many without. */
interface Pullers {
  readonly secrets: Set<string>;
  with: number;
  without: number;
}

/** Pods pull from a place with a login, as their neighbours do. */
export const pullSecretsGiven: Rule = {
  id: 'pull-secrets-given',
  answer: 'risk',
  why: 'without a login, the kubelet pulls no image of a private registry: ImagePullBackOff',
  example:
    'Deployment default/api: spec.template.spec.imagePullSecrets: expected a login such as registry, with which other pods of the namespace pull from ghcr.io/acme, received nothing [pull-secrets-given]',
  about: ['imagePullSecrets'],
  check: (bundle) =>
    bundle.templates.flatMap((template): Finding[] => {
      if (secretsOf(bundle, template)?.length !== 0) return [];
      const place = placesOf(template).find((each) => {
        const { with: given = 0, without = 0 } = pullers(bundle).get(`${template.namespace} ${each}`) ?? {};
        return given >= without;
      });
      if (place === undefined) return [];
      const { secrets } = pullers(bundle).get(`${template.namespace} ${place}`) as Pullers;
      const [login] = secrets;
      const expected = `a login such as ${login}, with which other pods of the namespace pull from ${place}`;
      return [{ object: template.owner, field: `${template.path}.imagePullSecrets`, expected, received: 'nothing' }];
    }),
};

/** Most pods of a namespace without a login show images that anybody may pull. */
const pullers = once((bundle: Bundle): ReadonlyMap<string, Pullers> => {
  const found = new Map<string, Pullers>();
  for (const template of bundle.templates) {
    const own = secretsOf(bundle, template);
    for (const place of placesOf(template)) {
      const key = `${template.namespace} ${place}`;
      const pulled = getOrInsert(found, key, () => ({ secrets: new Set<string>(), with: 0, without: 0 }));
      if (own?.length === 0) pulled.without += 1;
      else if (own !== undefined) {
        pulled.with += 1;
        for (const each of own) pulled.secrets.add(each);
      }
    }
  }
  return found;
});

/** The pull secrets of a pod. Undefined if the ServiceAccount stands elsewhere, and may have some. */
function secretsOf(bundle: Bundle, { namespace, spec }: PodTemplate): string[] | undefined {
  const name = stringAt(spec, 'serviceAccountName') ?? 'default';
  const account = bundle.find('ServiceAccount', namespace, name);
  if (account === undefined && name !== 'default') return undefined;
  return [...listAt(spec, 'imagePullSecrets'), ...listAt(account, 'imagePullSecrets')].map(
    (secret) => stringAt(secret, 'name') ?? '',
  );
}

/** The owners of a pod's images, such as `ghcr.io/acme`. Docker's own images have no owner. */
function placesOf({ containers }: PodTemplate): string[] {
  const places = containers.flatMap((container) => {
    const [host = '', owner, ...rest] = imageReference(container)?.repository.split('/') ?? [];
    return owner !== undefined && rest.length > 0 && /[.:]/.test(host) ? `${host}/${owner}` : [];
  });
  return [...new Set(places)];
}
