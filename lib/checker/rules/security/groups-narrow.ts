import type { Bundle } from '../../bundle/bundle';
import { type Json, listAt, type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Everybody, or every pod: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects */
const ALL = new Set(['system:serviceaccounts', 'system:authenticated', 'system:unauthenticated', 'system:anonymous']);
/** Roles of each cluster that change objects or read Secrets. */
const STRONG = new Set(['cluster-admin', 'admin', 'edit']);
const WRITES = new Set([
  '*',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'impersonate',
  'escalate',
  'bind',
]);
const READS = new Set(['get', 'list', 'watch']);
/** The API groups of the objects that run a cluster. */
const GROUPS = new Set([
  '',
  '*',
  'apps',
  'batch',
  'rbac.authorization.k8s.io',
  'networking.k8s.io',
  'admissionregistration.k8s.io',
]);

/** A right to change objects, or to read Secrets, goes to named accounts. */
export const groupsNarrow: Rule = {
  id: 'groups-narrow',
  answer: 'risk',
  why: 'the group of all ServiceAccounts has every pod of the cluster in it: a program that somebody breaks into anywhere has the right, too',
  example:
    'RoleBinding ci/editors: subjects[0].name: expected the ServiceAccounts that need the right, or the group system:serviceaccounts:ci of the namespace, received "system:serviceaccounts" [groups-narrow]',
  about: [...ALL],
  check: (bundle) =>
    [...bundle.ofKind('RoleBinding'), ...bundle.ofKind('ClusterRoleBinding')].flatMap((object) =>
      listAt(object, 'subjects').flatMap((subject, index): Finding[] => {
        const name = stringAt(subject, 'name') ?? '';
        if (stringAt(subject, 'kind') === 'ServiceAccount' || !ALL.has(name) || !isStrong(bundle, object)) return [];
        const namespace = namespaceOf(object) || '<namespace>';
        const expected = `the ServiceAccounts that need the right, or the group system:serviceaccounts:${namespace} of the namespace`;
        return [{ object, field: `subjects[${index}].name`, expected, received: quoted(name) }];
      }),
    ),
};

function isStrong(bundle: Bundle, binding: Manifest): boolean {
  const [kind, name] = [stringAt(binding, 'roleRef', 'kind') ?? '', stringAt(binding, 'roleRef', 'name') ?? ''];
  const role = bundle.find(kind, kind === 'Role' ? namespaceOf(binding) : '', name);
  return role === undefined ? kind === 'ClusterRole' && STRONG.has(name) : listAt(role, 'rules').some(isStrongRule);
}

function isStrongRule(rule: Json): boolean {
  const list = (field: string) => listAt(rule, field).map(String);
  const [verbs, resources] = [list('verbs'), list('resources')];
  const isSecret = resources.some((each) => each === 'secrets' || each === '*');
  const changes = verbs.some((verb) => WRITES.has(verb)) && list('apiGroups').some((group) => GROUPS.has(group));
  return changes || (isSecret && verbs.some((verb) => READS.has(verb)));
}
