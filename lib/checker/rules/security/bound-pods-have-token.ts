import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { identity, listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Pods with the rights of a ServiceAccount have its token. */
export const boundPodsHaveToken: Rule = {
  id: 'bound-pods-have-token',
  answer: 'risk',
  why: 'a pod without the token of its ServiceAccount is anonymous to the API server: no right that a binding gives is of use',
  example:
    'Deployment default/api: spec.template.spec.automountServiceAccountToken: expected true, since RoleBinding default/api gives rights to ServiceAccount api, received false [bound-pods-have-token]',
  about: ['RoleBinding'],
  check: (bundle) => {
    const withToken = new Set(bundle.templates.filter((each) => hasToken(bundle, each)).map(accountOf));
    return bundle.templates.flatMap((template): Finding[] => {
      const account = accountOf(template);
      const binding = withToken.has(account) ? undefined : bindingOf(bundle, account);
      if (binding === undefined) return [];
      const said = valueAt(template.spec, 'automountServiceAccountToken') === false;
      const name = account.replace(/.*\//, '');
      return [
        {
          object: template.owner,
          field: `${template.path}.automountServiceAccountToken`,
          expected: `true, since ${identity(binding)} gives rights to ServiceAccount ${name}`,
          received: said ? 'false' : 'nothing, while the ServiceAccount says false',
        },
      ];
    });
  },
};

const accountOf = ({ namespace, spec }: PodTemplate): string =>
  `${namespace}/${stringAt(spec, 'serviceAccountName') ?? stringAt(spec, 'serviceAccount') ?? 'default'}`;

function hasToken(bundle: Bundle, template: PodTemplate): boolean {
  const [namespace = '', name = ''] = accountOf(template).split('/');
  const says = (holder: unknown) => valueAt(holder, 'automountServiceAccountToken') ?? undefined;
  const mounted = says(template.spec) ?? says(bundle.find('ServiceAccount', namespace, name)) ?? true;
  return mounted !== false || listAt(template.spec, 'volumes').some(isToken);
}

/** A projected token, or a Secret or a CSI volume that may hold one. */
function isToken(volume: unknown): boolean {
  const sources = listAt(volume, 'projected', 'sources');
  const projected = sources.some((source) => valueAt(source, 'serviceAccountToken') !== undefined);
  return projected || /token|kubeconfig/.test(JSON.stringify(volume));
}

/** The first binding that lets an account ask the API server. Admission alone reads the verb `use`. */
function bindingOf(bundle: Bundle, account: string): Manifest | undefined {
  const bindings = [...bundle.ofKind('RoleBinding'), ...bundle.ofKind('ClusterRoleBinding')];
  return bindings.find((binding) => {
    const isBound = listAt(binding, 'subjects').some((subject) => {
      const namespace = stringAt(subject, 'namespace') ?? namespaceOf(binding);
      return stringAt(subject, 'kind') === 'ServiceAccount' && `${namespace}/${stringAt(subject, 'name')}` === account;
    });
    const [kind, name] = [stringAt(binding, 'roleRef', 'kind') ?? '', stringAt(binding, 'roleRef', 'name') ?? ''];
    const role = bundle.find(kind, kind === 'Role' ? namespaceOf(binding) : '', name);
    const verbs = listAt(role, 'rules').flatMap((rule) => listAt(rule, 'verbs'));
    return isBound && verbs.some((verb) => verb !== 'use');
  });
}
