import { secretsMadeOf } from '../../bundle/made-secrets';
import { identity, type Manifest, stringAt } from '../../manifest/manifest';
import { OPERATED_KINDS } from '../../operators';
import { type Finding, quoted, type Rule } from '../../rule';

/** One object alone makes a Secret. */
export const oneSecretMaker: Rule = {
  id: 'one-secret-maker',
  answer: 'risk',
  why: 'two makers of one Secret overwrite each other at every refresh: pods read now the one value, now the other',
  example:
    'ExternalSecret default/db: metadata.name: expected a Secret that nothing else makes, received "db", made by Secret default/db too [one-secret-maker]',
  // Of two makers, one is an object of an operator.
  about: [...OPERATED_KINDS].flatMap(([id, { secrets }]) =>
    secrets === undefined || id.endsWith('/Ingress') ? [] : id.split('/', 1),
  ),
  check: ({ manifests }) => {
    const makers = new Map<string, Manifest>();
    return manifests.filter(isMaker).flatMap((object) =>
      secretsMadeOf(object).flatMap(({ namespace, name }): Finding[] => {
        const key = `${namespace}/${name}`;
        const first = makers.get(key);
        makers.set(key, first ?? object);
        // The same object twice is the matter of `unique-objects`.
        if (!first || identity(first) === identity(object)) return [];
        const received = `${quoted(name)}, made by ${identity(first)} too`;
        return [{ object, field: 'metadata.name', expected: 'a Secret that nothing else makes', received }];
      }),
    );
  },
};

/** Some policies write into the Secret of another: https://external-secrets.io/latest/guides/ownership-deletion-policy/ */
function isMaker(object: Manifest): boolean {
  const policy = stringAt(object, 'spec', 'target', 'creationPolicy');
  return object.kind !== 'Ingress' && (policy === undefined || policy === 'Owner' || policy === 'Orphan');
}
