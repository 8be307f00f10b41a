import type { Bundle } from '../../bundle/bundle';
import { plural, resourcesOf } from '../../kubernetes/resources';
import { isServed } from '../../manifest/identified';
import { type Json, listAt, type Manifest, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { isTypo, nearest } from '../../problem';
import { RESOURCE_GROUPS } from '../../programs/resource-groups';
import { type Finding, quoted, type Rule } from '../../rule';

type Resources = ReadonlyMap<string, ReadonlySet<string>>;

/** https://kubernetes.io/docs/reference/kubernetes-api/, and the subresources that the kubelet and controllers ask for alone. */
const SUBRESOURCES = new Set([
  ...['*', 'approval', 'attach', 'binding', 'configz', 'ephemeralcontainers', 'eviction', 'exec', 'finalize'],
  ...[
    'finalizers',
    'healthz',
    'log',
    'metrics',
    'nodeclient',
    'pods',
    'portforward',
    'proxy',
    'resize',
    'scale',
    'selfnodeclient',
  ],
  ...['selfnodeserver', 'spec', 'stats', 'status', 'token', 'checkpoint', 'statusz', 'flagz'],
]);

/** A role names resources by their plural, in their API group. */
export const rolesNameResources: Rule = {
  id: 'roles-name-resources',
  answer: 'risk',
  why: 'the API server accepts rights on a resource that its API group does not have, and answers "forbidden" to who relies on them',
  example:
    'Role default/leader: rules[0].apiGroups: expected "coordination.k8s.io", the group of leases, received [""] [roles-name-resources]',
  about: ['Role'],
  check: (bundle) => {
    const builtIn = resourcesOf(bundle.cluster.kubernetes);
    const all = new Map([...builtIn, ...defined(bundle)]);
    return ['Role', 'ClusterRole'].flatMap((kind) =>
      bundle.ofKind(kind).flatMap((role) =>
        listAt(role, 'rules').flatMap((rule, index) => {
          const groups = stringsOf(rule, 'apiGroups');
          const lost = listAt(rule, 'resources').flatMap((resource) => [
            ...ofDefinition(bundle, role, groups, String(resource)),
            ...ofProject(role, groups, String(resource)),
          ]);
          const field = `rules[${index}]`;
          if (lost[0]) return [{ object: role, ...lost[0], field: `${field}.${lost[0].field}` }];
          // Without a known group, any resource may be there.
          if (groups.length === 0 || !groups.every((group) => all.has(group))) return [];
          return listAt(rule, 'resources').flatMap((resource, position): Finding[] => {
            const [name = '', subresource] = String(resource).split('/');
            const isBuiltIn = groups.every((group) => builtIn.has(group));
            if (isBuiltIn && subresource !== undefined && !SUBRESOURCES.has(subresource)) {
              const meant = nearest(subresource, SUBRESOURCES);
              const field = `rules[${index}].resources[${position}]`;
              const expected = 'a subresource of Kubernetes, such as status or scale';
              return [
                { object: role, field, expected, received: quoted(resource), meant: meant && `${name}/${meant}` },
              ];
            }
            if (name === '*' || groups.some((group) => all.get(group)?.has(name))) return [];
            const there = groups.flatMap((group) => [...(all.get(group) ?? [])]);
            const meant = there.find((each) => each === plural(name)) ?? there.find((each) => isTypo(name, each));
            if (meant !== undefined && !grants(role, groups, String(resource).replace(name, meant))) {
              const field = `rules[${index}].resources[${position}]`;
              return [{ object: role, field, expected: 'a resource by its plural', received: quoted(resource), meant }];
            }
            const right = [...builtIn].flatMap(([group, names]) => (names.has(name) ? [group] : []));
            if (meant !== undefined || right.length === 0 || !isBuiltIn || grants(role, right, String(resource)))
              return [];
            const expected = `${right.map((group) => JSON.stringify(group)).join(' or ')}, the group of ${name}`;
            return [{ object: role, field: `rules[${index}].apiGroups`, expected, received: quoted(groups) }];
          });
        }),
      ),
    );
  },
};

/** The mistake in a right on a resource that a CRD of the bundle defines. */
function ofDefinition(
  bundle: Bundle,
  role: Manifest,
  groups: readonly string[],
  resource: string,
): Omit<Finding, 'object'>[] {
  const [name = '', subresource] = resource.split('/');
  const { group, versions } = definitions(bundle).get(name) ?? {};
  if (group === undefined || versions === undefined) return [];
  if (!groups.includes(group) && !groups.includes('*') && !grants(role, [group], resource)) {
    // Another group may well have a resource of that name.
    const isOther = groups.some((each) => isServed(each) || definitions(bundle).size > 1);
    const near = groups.some((each) => each.split('.')[0] === group.split('.')[0] || isTypo(each, group));
    if (isOther && !near) return [];
    return [{ field: 'apiGroups', expected: `"${group}", the group of ${name}`, received: quoted(groups) }];
  }
  const lacks = subresource === 'status' || subresource === 'scale';
  if (
    !lacks ||
    !groups.includes(group) ||
    versions.some((each) => valueAt(each, 'subresources', subresource) !== undefined)
  )
    return [];
  const expected = `a resource that CustomResourceDefinition ${name}.${group} has (no version has the subresource ${subresource})`;
  return [{ field: 'resources', expected, received: quoted(resource) }];
}

/** A resource of a project in another group of the same project. */
function ofProject(role: Manifest, groups: readonly string[], resource: string): Omit<Finding, 'object'>[] {
  const [name = ''] = resource.split('/');
  const project = RESOURCE_GROUPS.find((each) => groups.some((group) => Object.hasOwn(each, group)));
  const right = Object.entries(project ?? {}).flatMap(([group, names]) => (names.includes(name) ? [group] : []));
  const [group] = right;
  if (group === undefined || groups.includes('*') || right.some((each) => groups.includes(each))) return [];
  if (grants(role, right, resource) || groups.some((each) => !Object.hasOwn(project ?? {}, each))) return [];
  return [{ field: 'apiGroups', expected: `"${group}", the group of ${name}`, received: quoted(groups) }];
}

/** The CRDs of the bundle by the plural of their resource. */
const definitions = once((bundle: Bundle) => {
  const crds = bundle
    .ofKind('CustomResourceDefinition')
    .filter(({ apiVersion }) => apiVersion === 'apiextensions.k8s.io/v1');
  return new Map(
    crds.map(({ spec }) => [
      stringAt(spec, 'names', 'plural') ?? '',
      { group: stringAt(spec, 'group'), versions: listAt(spec, 'versions') },
    ]),
  );
});

/** The resources that the bundle defines. */
function defined(bundle: Bundle): Resources {
  const found = new Map<string, Set<string>>();
  for (const { spec } of bundle.ofKind('CustomResourceDefinition')) {
    const group = stringAt(spec, 'group') ?? '';
    found.set(group, (found.get(group) ?? new Set()).add(stringAt(spec, 'names', 'plural') ?? ''));
  }
  return found;
}

/** True if a role grants anything on a resource of one of some groups. */
function grants(role: Manifest, groups: readonly string[], name: string): boolean {
  return listAt(role, 'rules').some((rule) => {
    const names = stringsOf(rule, 'resources');
    const inGroup = stringsOf(rule, 'apiGroups').some((group) => group === '*' || groups.includes(group));
    return inGroup && (names.includes(name) || names.includes('*'));
  });
}

const stringsOf = (rule: Json, field: string): string[] =>
  listAt(rule, field).filter((each): each is string => typeof each === 'string');
