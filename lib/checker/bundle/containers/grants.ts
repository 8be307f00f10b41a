import { entryOf } from '../../manifest/entry-of';
import { getOrInsert } from '../../manifest/get-or-insert';
import { type Json, listAt, type Manifest, namespaceOf, stringAt, stringsAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle, PodTemplate } from '../bundle';
import { matches } from '../traffic/namespaces';

/** A request to the API server. */
export interface ApiRequest {
  readonly group: string;
  /** With the subresource: `pods/exec`. */
  readonly resource: string;
  /** A single verb of the list is enough. */
  readonly verbs: readonly string[];
  /** Undefined for a request across all namespaces, or for a cluster-wide resource. */
  readonly namespace: string | undefined;
}

interface Grant {
  /** Undefined for a ClusterRoleBinding. */
  readonly namespace: string | undefined;
  /** Undefined for a role that no manifest defines. */
  readonly rules: readonly Json[] | undefined;
}

/** The grants of every ServiceAccount that a binding of the bundle names, by namespace and name. */
const grants = once((bundle: Bundle): ReadonlyMap<string, readonly Grant[]> => {
  const found = new Map<string, Grant[]>();
  for (const binding of [...bundle.ofKind('RoleBinding'), ...bundle.ofKind('ClusterRoleBinding')]) {
    const isWide = binding.kind === 'ClusterRoleBinding';
    const grant = { namespace: isWide ? undefined : namespaceOf(binding), rules: rulesOf(bundle, binding) };
    for (const subject of listAt(binding, 'subjects')) {
      const namespace = stringAt(subject, 'namespace') ?? namespaceOf(binding);
      const key =
        stringAt(subject, 'kind') === 'ServiceAccount' ? `${namespace}/${stringAt(subject, 'name')}` : 'others';
      getOrInsert(found, key, () => []).push(grant);
    }
  }
  return found;
});

/** Roles that every cluster has: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#other-component-roles */
const GIVEN: Readonly<Record<string, readonly Json[]>> = {
  'extension-apiserver-authentication-reader': [
    { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch'] },
  ],
  'system:auth-delegator': [
    { apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create'] },
    { apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'], verbs: ['create'] },
  ],
};

function rulesOf(bundle: Bundle, binding: Manifest): readonly Json[] | undefined {
  const [kind, name] = [stringAt(binding, 'roleRef', 'kind') ?? '', stringAt(binding, 'roleRef', 'name') ?? ''];
  const role = bundle.find(kind, kind === 'Role' ? namespaceOf(binding) : '', name);
  if (role === undefined) return entryOf(GIVEN, name);
  const selectors = listAt(role, 'aggregationRule', 'clusterRoleSelectors');
  const parts = bundle
    .ofKind('ClusterRole')
    .filter((each) => selectors.some((selector) => matches(selector, stringsAt(each, 'metadata', 'labels'))));
  return [role, ...parts].flatMap((each) => listAt(each, 'rules'));
}

/** The ServiceAccount of pods, as `namespace/name`. */
export function accountOf({ namespace, spec }: PodTemplate): string {
  return `${namespace}/${stringAt(spec, 'serviceAccountName') ?? stringAt(spec, 'serviceAccount') ?? 'default'}`;
}

/**
 * The grants of a pod's ServiceAccount. Undefined if no binding of the bundle names the account, if a role of the account
 * stands elsewhere, or if a group of accounts is bound.
 */
export function grantsOf(bundle: Bundle, template: PodTemplate): readonly Grant[] | undefined {
  const own = grantsOfAccount(bundle, accountOf(template));
  return valueAt(template.spec, 'automountServiceAccountToken') === false ? undefined : own;
}

/** The same of a ServiceAccount as `namespace/name`. */
export function grantsOfAccount(bundle: Bundle, account: string): readonly Grant[] | undefined {
  const own = grants(bundle).get(account);
  const isOpen = own === undefined || grants(bundle).has('others') || own.some(({ rules }) => rules === undefined);
  return isOpen ? undefined : own;
}

/** `list httproutes.gateway.networking.k8s.io` */
export function requestOf(need: string): Omit<ApiRequest, 'namespace'> {
  const [verb = '', written = ''] = need.split(' ');
  const [, resource = '', group = ''] = /^([^.]+)\.?(.*)$/.exec(written) ?? [];
  return { group, resource, verbs: [verb] };
}

/** True if a grant permits a request. A rule with `resourceNames` counts for every name. */
export function permits(own: readonly Grant[], { group, resource, verbs, namespace }: ApiRequest): boolean {
  const has = (rule: Json, field: string, wanted: readonly string[]) =>
    listAt(rule, field).some((each) => each === '*' || wanted.includes(String(each)));
  const [, subresource] = resource.split('/');
  return own.some(
    (grant) =>
      (grant.namespace === undefined || grant.namespace === namespace) &&
      grant.rules?.some(
        (rule) =>
          has(rule, 'apiGroups', [group]) &&
          has(rule, 'resources', [resource, ...(subresource ? [`*/${subresource}`] : [])]) &&
          has(rule, 'verbs', verbs),
      ),
  );
}
