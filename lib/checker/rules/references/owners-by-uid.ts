import { listAt, stringAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

/** A manifest names no owner: the uid of an owner is known when the owner runs. */
export const ownersByUid: Rule = {
  id: 'owners-by-uid',
  answer: 'risk',
  why: 'an owner is found by its uid, which changes each time the owner is made: the garbage collector deletes an object whose owner it cannot find',
  example:
    'Secret default/auth: metadata.ownerReferences[api].uid: expected no owner in a manifest, since Deployment api gets another uid in each cluster, received a uid [owners-by-uid]',
  about: ['ownerReferences'],
  check: ({ manifests }) =>
    manifests.flatMap((object) =>
      listAt(object, 'metadata', 'ownerReferences').flatMap((owner, index) => {
        if (stringAt(owner, 'uid') === undefined) return [];
        const name = [stringAt(owner, 'kind'), stringAt(owner, 'name')].join(' ');
        return [
          {
            object,
            field: `metadata.ownerReferences[${stringAt(owner, 'name') ?? index}].uid`,
            expected: `no owner in a manifest, since ${name} gets another uid in each cluster`,
            received: 'a uid',
          },
        ];
      }),
    ),
};
