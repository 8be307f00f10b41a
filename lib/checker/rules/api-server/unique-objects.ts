import { apiGroup, type Manifest, namespaceOf } from '../../manifest/manifest';
import { fileOf } from '../../manifest/origin';
import { type Finding, quoted, type Rule } from '../../rule';

/** Every object stands in the bundle once. */
export const uniqueObjects: Rule = {
  id: 'unique-objects',
  answer: 'risk',
  why: 'of two objects with one identity the one that is applied last wins, and the other is lost without a word',
  example:
    'ConfigMap default/settings: metadata.name: expected a name that no other ConfigMap of its namespace has, received "settings" [unique-objects]',
  check: ({ manifests }) => {
    const seen = new Map<string, Manifest>();
    return manifests.flatMap((object): Finding[] => {
      const id = identityOf(object);
      const other = seen.get(id);
      if (other === undefined) {
        seen.set(id, object);
        return [];
      }
      const file = fileOf(other);
      const where = namespaceOf(object) === '' ? '' : ' of its namespace';
      const expected = `a name that no other ${object.kind}${where} has`;
      const received = `${quoted(object.metadata.name)}${file === undefined ? '' : `, as in ${file}`}`;
      return [{ object, field: 'metadata.name', expected, received }];
    });
  },
};

/** The identity for the API server: versions of a group are views of the same object. */
function identityOf(object: Manifest): string {
  return `${object.kind}\n${namespaceOf(object)}\n${object.metadata.name}\n${apiGroup(object.apiVersion)}`;
}
