import type { Bundle } from '../../bundle/bundle';
import { plural, resourcesOf } from '../../kubernetes/resources';
import { valuesAt } from '../../manifest/field-path';
import { listAt, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The rules of objects that decide on requests to the API server. */
const RULES: Readonly<Record<string, string>> = {
  MutatingAdmissionPolicy: 'spec.matchConstraints.resourceRules[]',
  MutatingWebhookConfiguration: 'webhooks[].rules[]',
  ValidatingAdmissionPolicy: 'spec.matchConstraints.resourceRules[]',
  ValidatingWebhookConfiguration: 'webhooks[].rules[]',
};

/** A policy or webhook names resources in their own API group. */
export const admissionMatchesResources: Rule = {
  id: 'admission-matches-resources',
  answer: 'risk',
  why: 'a policy for a resource in another API group than the own one of the resource never applies, and nothing says so',
  example:
    'ValidatingAdmissionPolicy owners: spec.matchConstraints.resourceRules[0].apiGroups: expected "apps", the group of deployments, received [""] [admission-matches-resources]',
  about: Object.keys(RULES),
  check: (bundle) => {
    const groups = groupsOf(bundle);
    return Object.entries(RULES).flatMap(([kind, path]) =>
      bundle.ofKind(kind).flatMap((object) =>
        valuesAt(object, path).flatMap(({ value: rule, path: field }): Finding[] => {
          const own = listAt(rule, 'apiGroups').map(String);
          const [single] = listAt(rule, 'resources').flatMap((resource, index) => {
            const [name = ''] = String(resource).split('/');
            const meant = groups.has(name)
              ? undefined
              : [plural(name.toLowerCase()), name.toLowerCase()].find((each) => groups.has(each));
            return meant === undefined ? [] : [{ index, name, meant }];
          });
          // An operator may have a resource with the name of a built-in kind.
          if (single !== undefined && own.every((group) => groups.known.has(group))) {
            const place = `${field}.resources[${single.index}]`;
            return [
              {
                object,
                field: place,
                expected: 'a resource, in small letters and the plural',
                received: quoted(single.name),
                meant: single.meant,
              },
            ];
          }
          if (own.includes('*')) return [];
          // A resource of a group that nobody knows here may be of any name.
          const wrong = listAt(rule, 'resources').flatMap((resource) => {
            const [name = ''] = String(resource).split('/');
            const right = groups.get(name);
            return right === undefined || own.some((group) => right.has(group) || !groups.known.has(group))
              ? []
              : [{ name, right }];
          });
          const [first] = wrong;
          if (first === undefined) return [];
          const expected = `${[...first.right].map((group) => JSON.stringify(group)).join(' or ')}, the group of ${first.name}`;
          return [{ object, field: `${field}.apiGroups`, expected, received: quoted(own) }];
        }),
      ),
    );
  },
};

/** The API groups of each resource: of Kubernetes, and of the CRDs of the bundle. */
function groupsOf(bundle: Bundle) {
  const found = Object.assign(new Map<string, Set<string>>(), { known: new Set<string>() });
  const add = (group: string, name: string) => {
    found.set(name, (found.get(name) ?? new Set()).add(group));
    found.known.add(group);
  };
  for (const [group, names] of resourcesOf(bundle.cluster.kubernetes)) for (const name of names) add(group, name);
  for (const { spec } of bundle.ofKind('CustomResourceDefinition')) {
    add(stringAt(spec, 'group') ?? '', stringAt(spec, 'names', 'plural') ?? '');
  }
  return found;
}
