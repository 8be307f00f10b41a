import type { Bundle, Container } from '../../bundle/bundle';
import { grantsOf } from '../../bundle/containers/grants';
import { settings } from '../../bundle/containers/settings';
import { type Json, listAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Options and variables with the name of an object that a program reads and writes, or of a Lease. */
const NAMES: readonly {
  readonly setting: RegExp;
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
}[] = [
  // https://pkg.go.dev/k8s.io/client-go/tools/leaderelection, and the options of controllers
  {
    setting:
      /^(election[-_]id|leader[-_]election[-_](id|name)|leader[-_]elect[-_](resource|lease)[-_]name|leader[-_]lock[-_]name|lease[-_]name|lock[-_]name)$/i,
    group: 'coordination.k8s.io',
    resource: 'leases',
    verb: 'update',
  },
  { setting: /^(tls|cert|ca|webhook)[-_]secret[-_]name$/i, group: '', resource: 'secrets', verb: 'get' },
  { setting: /^config[-_]?map[-_]name$/i, group: '', resource: 'configmaps', verb: 'get' },
];

/** A role that names its objects names the object that the program is told to use. */
export const namedObjectsPermitted: Rule = {
  id: 'named-objects-permitted',
  answer: 'broken',
  why: 'with resourceNames, a role is for objects of these names alone: a program that is told another name gets "forbidden", elects no leader and reads no settings',
  example:
    'Role default/controller: rules[0].resourceNames: expected "controller-leader", which election-id of Deployment default/controller says, received ["other-leader"] [named-objects-permitted]',
  about: ['resourceNames'],
  check: (bundle) => bundle.containers.flatMap((container) => judge(bundle, container)),
};

function judge(bundle: Bundle, container: Container): Finding[] {
  const { owner } = container.template;
  const own = grantsOf(bundle, container.template);
  if (container.init || own === undefined) return [];
  return NAMES.flatMap(({ setting, group, resource, verb }) => {
    const told = settings(bundle, container).find(({ name, secret }) => setting.test(name) && !secret);
    // `namespace/name`, and no variable
    const name = told?.value.replace(/^[a-z\d-]+\//, '') ?? '';
    const rules = own
      .flatMap((grant) => grant.rules ?? [])
      .filter((rule) => {
        const has = (field: string, value: string) =>
          listAt(rule, field).some((each) => each === '*' || each === value);
        return has('apiGroups', group) && has('resources', resource) && (has('verbs', verb) || has('verbs', 'patch'));
      });
    const isOpen = rules.some(
      (rule) => listAt(rule, 'resourceNames').length === 0 || listAt(rule, 'resourceNames').includes(name),
    );
    if (told === undefined || !/^[a-z\d][a-z\d.-]*$/.test(name) || rules.length === 0 || isOpen) return [];
    const [rule = null] = rules;
    return placeOf(bundle, rule).map(({ object, field }) => ({
      object,
      field,
      expected: `"${name}", which ${told.name} of ${owner.kind} ${container.template.namespace}/${owner.metadata.name} says`,
      received: quoted(listAt(rule, 'resourceNames')),
    }));
  });
}

/** The role with a rule. */
function placeOf(bundle: Bundle, rule: Json): Pick<Finding, 'object' | 'field'>[] {
  return [...bundle.ofKind('Role'), ...bundle.ofKind('ClusterRole')].flatMap((object) => {
    const index = listAt(object, 'rules').indexOf(rule);
    return index < 0 ? [] : [{ object, field: `rules[${index}].resourceNames` }];
  });
}
