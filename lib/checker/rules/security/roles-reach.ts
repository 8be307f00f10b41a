import type { Bundle } from '../../bundle/bundle';
import { entryOf } from '../../manifest/entry-of';
import { type Json, listAt, type Manifest } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Resources without a namespace, by group. A Role gives rights on its own namespace, too. */
const CLUSTER_WIDE: Readonly<Record<string, readonly string[]>> = {
  '': ['nodes', 'persistentvolumes', 'nodes/metrics', 'nodes/proxy', 'nodes/stats'],
  'admissionregistration.k8s.io': ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
  'apiextensions.k8s.io': ['customresourcedefinitions'],
  'metrics.k8s.io': ['nodes'],
  'networking.k8s.io': ['ingressclasses'],
  'rbac.authorization.k8s.io': ['clusterroles', 'clusterrolebindings'],
  'scheduling.k8s.io': ['priorityclasses'],
  'storage.k8s.io': ['storageclasses', 'csidrivers', 'csinodes', 'volumeattachments'],
};

/** A role gives rights that a request can use: https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export const rolesReach: Rule = {
  id: 'roles-reach',
  answer: 'risk',
  why: 'a Role gives no rights on what has no namespace, and no rule with resourceNames lets anybody create: the API server answers "forbidden"',
  example:
    'Role default/agent: rules[0].resources: expected a ClusterRole with a ClusterRoleBinding for nodes, which have no namespace, received ["nodes"] [roles-reach]',
  about: ['Role'],
  check: (bundle) => [
    ...bundle.ofKind('Role').flatMap((object) => clusterWide(bundle, object)),
    ...['Role', 'ClusterRole'].flatMap((kind) => bundle.ofKind(kind).flatMap(namedCreations)),
  ],
};

const rulesOf = (object: Manifest): readonly Json[] => listAt(object, 'rules');

function clusterWide(bundle: Bundle, object: Manifest): Finding[] {
  return rulesOf(object).flatMap((rule, index): Finding[] => {
    const groups = listAt(rule, 'apiGroups').map(String);
    const resources = listAt(rule, 'resources');
    const wide = groups.flatMap((group) => entryOf(CLUSTER_WIDE, group) ?? []);
    const [lost] = resources.map(String).filter((each) => wide.includes(each));
    // A ClusterRole beside the Role may give the right.
    const isGiven = bundle
      .ofKind('ClusterRole')
      .flatMap(rulesOf)
      .some((each) => listAt(each, 'resources').some((one) => one === lost || one === '*'));
    if (lost === undefined || isGiven) return [];
    const expected = `a ClusterRole with a ClusterRoleBinding for ${lost}, which have no namespace`;
    return [{ object, field: `rules[${index}].resources`, expected, received: quoted(resources) }];
  });
}

/** A request to create an object has no name yet. A subresource has the name of its object, and other verbs need one. */
function namedCreations(object: Manifest): Finding[] {
  return rulesOf(object).flatMap((rule, index): Finding[] => {
    const [names, resources] = [listAt(rule, 'resourceNames'), listAt(rule, 'resources').map(String)];
    const verbs = listAt(rule, 'verbs');
    if (names.length === 0 || verbs.length !== 1 || verbs[0] !== 'create') return [];
    const [lost] = resources.filter((each) => !each.includes('/') && each !== '*');
    const isGiven = rulesOf(object).some(
      (each) =>
        listAt(each, 'resourceNames').length === 0 &&
        listAt(each, 'resources').some((one) => one === lost || one === '*') &&
        listAt(each, 'verbs').some((verb) => verb === 'create' || verb === '*'),
    );
    if (lost === undefined || isGiven) return [];
    const expected = `a rule without resourceNames for the verb create of ${lost}: the request has no name yet`;
    return [{ object, field: `rules[${index}].resourceNames`, expected, received: quoted(names) }];
  });
}
