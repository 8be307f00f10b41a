import { listAt, namespaceOf, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A subject with the name of a ServiceAccount is the ServiceAccount. */
export const subjectsAreAccounts: Rule = {
  id: 'subjects-are-accounts',
  answer: 'risk',
  why: 'a User or a Group of the name of a ServiceAccount is somebody else: the API server answers "forbidden" to the pods of the account',
  example:
    'RoleBinding default/deployer: subjects[0].kind: expected "ServiceAccount", which deployer is, and which no binding names, received "User" [subjects-are-accounts]',
  about: ['RoleBinding'],
  check: (bundle) => {
    const bindings = [...bundle.ofKind('RoleBinding'), ...bundle.ofKind('ClusterRoleBinding')];
    const bound = new Set(
      bindings.flatMap((binding) =>
        listAt(binding, 'subjects')
          .filter((subject) => stringAt(subject, 'kind') === 'ServiceAccount')
          .map((subject) => stringAt(subject, 'name')),
      ),
    );
    return bindings.flatMap((object) =>
      listAt(object, 'subjects').flatMap((subject, index): Finding[] => {
        const [kind, name = ''] = [stringAt(subject, 'kind'), stringAt(subject, 'name')];
        const namespace = stringAt(subject, 'namespace') ?? namespaceOf(object);
        const form = formOf(kind, name);
        if (form !== undefined) {
          return [
            { object, field: `subjects[${index}].name`, expected: form, received: quoted(name), answer: 'broken' },
          ];
        }
        if (kind === 'ServiceAccount' || bound.has(name)) return [];
        if (!bundle.find('ServiceAccount', namespace, name)) return [];
        const expected = `"ServiceAccount", which ${name} is, and which no binding names`;
        return [{ object, field: `subjects[${index}].kind`, expected, received: quoted(kind) }];
      }),
    );
  },
};

/** https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects */
function formOf(kind: string | undefined, name: string): string | undefined {
  const ofOne = /^system:serviceaccount:[^:]+:[^:]+$/.test(name);
  if (kind === 'User' && /^system:serviceaccounts?([:/]|$)/.test(name) && !ofOne) {
    return 'system:serviceaccount:NAMESPACE:NAME, the user of a ServiceAccount';
  }
  if (kind !== 'Group' || !ofOne) return undefined;
  return 'a User, since this is the name of a single ServiceAccount, or system:serviceaccounts:NAMESPACE';
}
