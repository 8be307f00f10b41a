import { outside } from '../../bundle/references/outside';
import { knownNamespaces, nearestNamespaces } from '../../bundle/traffic/namespaces';
import { getOrInsert } from '../../manifest/get-or-insert';
import { type Manifest, namespaceOf } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

/** The namespace of every object is made, declared, or part of every cluster. */
export const namespaceExists: Rule = {
  id: 'namespace-exists',
  answer: 'broken',
  why: '`kubectl apply` rejects an object whose namespace does not exist, after it has applied others',
  example:
    'Service board-api-prd/board-api: metadata.namespace: expected a namespace that exists, received "board-api-prd"; did you mean "board-api-prod"? [namespace-exists]',
  check: (bundle) => {
    const known = knownNamespaces(bundle);
    const strays = new Map<string, Manifest[]>();
    for (const object of bundle.manifests) {
      const namespace = namespaceOf(object);
      if (namespace !== '' && !known.has(namespace)) getOrInsert(strays, namespace, () => []).push(object);
    }
    // One mistake, however many objects share it.
    return [...strays].flatMap(([namespace, [object, ...others]]) => {
      if (!object) return [];
      const more = others.length === 0 ? '' : `, here and in ${others.length} more of its objects`;
      const meant = nearestNamespaces(bundle).of(namespace);
      return [
        {
          ...outside('Namespace', '', namespace, meant),
          object,
          field: 'metadata.namespace',
          expected: 'a namespace that exists',
          received: `${quoted(namespace)}${more}`,
          meant,
        },
      ];
    });
  },
};
