import { nearest } from '../../primitives/problem';
import { namespaceOf } from '../manifest';
import { knownNamespaces } from '../namespaces';
import { quoted, type Rule } from '../rule';

/** Every object goes to a namespace that is made here, declared, or part of every cluster. */
export const namespaceExists: Rule = {
  id: 'namespace-exists',
  why: '`kubectl apply` refuses an object whose namespace does not exist, after it has applied others',
  example:
    'Service board-api-prd/board-api: metadata.namespace: expected a namespace that exists, received "board-api-prd"; did you mean "board-api-prod"? [namespace-exists]',
  check: (bundle) => {
    const known = knownNamespaces(bundle);
    return bundle.manifests.flatMap((object) => {
      const namespace = namespaceOf(object);
      if (namespace === '' || known.has(namespace)) return [];
      return [
        {
          object,
          field: 'metadata.namespace',
          expected: 'a namespace that exists',
          received: quoted(namespace),
          meant: nearest(namespace, [...known]),
        },
      ];
    });
  },
};
