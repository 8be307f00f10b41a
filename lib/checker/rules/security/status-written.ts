import type { Bundle } from '../../bundle/bundle';
import { accountOf, grantsOf, permits } from '../../bundle/containers/grants';
import { identity, listAt, type Manifest, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** An operator may write the status of the objects that it watches. */
export const statusWritten: Rule = {
  id: 'status-written',
  answer: 'risk',
  why: 'the status of an object is a resource of its own: an operator that may write the object alone fails at the end of each of its rounds',
  example:
    'ClusterRole operator: rules: expected backups/status with update or patch, since Deployment default/operator watches and writes backups, received ["backups"] [status-written]',
  about: ['CustomResourceDefinition'],
  check: (bundle) =>
    bundle.ofKind('CustomResourceDefinition').flatMap((definition) => {
      const [group, resource] = [
        stringAt(definition, 'spec', 'group') ?? '',
        stringAt(definition, 'spec', 'names', 'plural') ?? '',
      ];
      const hasStatus = listAt(definition, 'spec', 'versions').some(
        (version) => valueAt(version, 'subresources', 'status') !== undefined,
      );
      return hasStatus ? unwritten(bundle, group, resource) : [];
    }),
};

function unwritten(bundle: Bundle, group: string, resource: string): Finding[] {
  const may = (template: (typeof bundle.templates)[number], part: string, verbs: readonly string[]): boolean => {
    const own = grantsOf(bundle, template);
    const spaces: readonly (string | undefined)[] = [undefined, template.namespace];
    return own !== undefined && spaces.some((namespace) => permits(own, { group, resource: part, verbs, namespace }));
  };
  const watchers = bundle.templates.filter((template) => may(template, resource, ['watch']));
  if (watchers.some((template) => may(template, `${resource}/status`, ['update', 'patch']))) return [];
  // Whoever has finalizers, or both watches and writes, brings the objects about.
  const [operator] = watchers.filter(
    (template) =>
      may(template, `${resource}/finalizers`, ['update']) ||
      (may(template, resource, ['update', 'patch']) &&
        /operator|controller|manager/.test(template.owner.metadata.name)),
  );
  const role = operator && roleOf(bundle, accountOf(operator), group, resource);
  if (operator === undefined || role === undefined) return [];
  const expected = `${resource}/status with update or patch, since ${identity(operator.owner)} watches and writes ${resource}`;
  const named = listAt(role, 'rules').flatMap((rule) =>
    listAt(rule, 'apiGroups').includes(group) ? listAt(rule, 'resources') : [],
  );
  return [{ object: role, field: 'rules', expected, received: quoted(named) }];
}

/** The role by which an account has a resource. */
function roleOf(bundle: Bundle, account: string, group: string, resource: string): Manifest | undefined {
  return [...bundle.ofKind('ClusterRoleBinding'), ...bundle.ofKind('RoleBinding')]
    .filter((binding) =>
      listAt(binding, 'subjects').some(
        (subject) =>
          `${stringAt(subject, 'namespace') ?? binding.metadata.namespace}/${stringAt(subject, 'name')}` === account,
      ),
    )
    .map((binding) => {
      const kind = stringAt(binding, 'roleRef', 'kind') ?? '';
      const namespace = kind === 'Role' ? (binding.metadata.namespace ?? 'default') : '';
      return bundle.find(kind, namespace, stringAt(binding, 'roleRef', 'name') ?? '');
    })
    .find((role) =>
      listAt(role, 'rules').some(
        (rule) => listAt(rule, 'apiGroups').includes(group) && listAt(rule, 'resources').includes(resource),
      ),
    );
}
