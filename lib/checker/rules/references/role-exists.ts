import { NameIndex } from '../../bundle/references/name-index';
import { entryOf } from '../../manifest/entry-of';
import { namespaceOf, stringAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

const OTHER: Readonly<Record<string, string>> = { Role: 'ClusterRole', ClusterRole: 'Role' };

/** Roles that every cluster has. */
const GIVEN: Readonly<Record<string, readonly string[]>> = {
  'extension-apiserver-authentication-reader': ['kube-system'],
};

/** A binding names a role of its kind, if a role of a near name, or of the other kind, is there. */
export const roleExists: Rule = {
  id: 'role-exists',
  answer: 'broken',
  why: 'the API server accepts a binding to a role that is missing: whoever is bound may do nothing, and is told "forbidden"',
  example:
    'RoleBinding default/reader: roleRef.kind: expected "ClusterRole", since there is a ClusterRole of that name and no Role in namespace default, received "Role" [role-exists]',
  about: ['roleRef'],
  check: (bundle) => {
    const roles = NameIndex.of(bundle, 'Role');
    const clusterRoles = bundle.ofKind('ClusterRole').map(({ metadata }) => metadata.name);
    return ['RoleBinding', 'ClusterRoleBinding'].flatMap((binding) =>
      bundle.ofKind(binding).flatMap((object): Finding[] => {
        const [kind, name] = [stringAt(object, 'roleRef', 'kind') ?? '', stringAt(object, 'roleRef', 'name') ?? ''];
        const namespace = namespaceOf(object);
        const own = kind === 'Role' ? roles.has(namespace, name) : clusterRoles.includes(name);
        if (own || entryOf(OTHER, kind) === undefined) return [];
        const other = kind === 'Role' ? clusterRoles.includes(name) : roles.has(namespace, name);
        if (other) {
          const where = kind === 'Role' ? ` in namespace ${namespace}` : '';
          const expected = `"${OTHER[kind]}", since there is a ${OTHER[kind]} of that name and no ${kind}${where}`;
          return [{ object, field: 'roleRef.kind', expected, received: quoted(kind) }];
        }
        const elsewhere = kind === 'Role' ? (entryOf(GIVEN, name) ?? roles.namespacesOf(name)) : [];
        if (elsewhere.length > 0 && !elsewhere.includes(namespace)) {
          const expected = `a Role in namespace ${namespace} (the one of that name is in ${elsewhere.join(', ')})`;
          return [{ object, field: 'roleRef.name', expected, received: quoted(name) }];
        }
        // Any other name may be the name of a role that is in the cluster already.
        const meant = kind === 'Role' ? roles.nearest(namespace, name) : nearest(name, clusterRoles);
        if (meant === undefined) return [];
        return [{ object, field: 'roleRef.name', expected: `a ${kind} that exists`, received: quoted(name), meant }];
      }),
    );
  },
};
