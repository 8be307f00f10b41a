import { listAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const ROLES = ['Role', 'ClusterRole'];

/** The lists of a rule with a wildcard, each with the words for what should stand there. */
const LISTS: readonly (readonly [list: string, expected: string])[] = [
  ['apiGroups', 'the API groups in use'],
  ['resources', 'the resources in use'],
  ['verbs', 'the verbs in use'],
  ['nonResourceURLs', 'the paths in use'],
];

/** No role grants rights by a wildcard. */
export const rbacWildcards: Rule = {
  id: 'rbac-wildcards',
  answer: 'opinion',
  why: 'a wildcard covers Secrets, and every kind and verb that is added later: whoever takes over the pod has all of them',
  example: 'Role default/reader: rules[0].resources: expected the resources in use, received "*" [rbac-wildcards]',
  about: ['Role'],
  check: (bundle) =>
    ROLES.flatMap((kind) => bundle.ofKind(kind)).flatMap((object) =>
      listAt(object, 'rules').flatMap((rule, index) =>
        LISTS.filter(([list]) => listAt(rule, list).includes('*')).map(
          ([list, expected]): Finding => ({
            object,
            field: `rules[${index}].${list}`,
            expected,
            received: quoted('*'),
          }),
        ),
      ),
    ),
};
