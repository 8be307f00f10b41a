import { listAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Verbs that come together in every client. */
const TOGETHER = [
  {
    resource: 'leases',
    has: ['create'],
    wants: ['update', 'patch'],
    why: 'since a leader renews its lease',
  },
  { resource: undefined, has: ['watch'], wants: ['list', 'get'], why: 'since a client lists before a watch' },
];

/** A role holds the verbs without which its others are of no use. */
export const rolesSuffice: Rule = {
  id: 'roles-suffice',
  answer: 'risk',
  why: 'the API server refuses the half of the work of which the role does not speak: leaders change all the time, caches stay empty',
  example:
    'Role default/leader: rules[0].verbs: expected update or patch for leases, since a leader renews its lease, received ["get","create"] [roles-suffice]',
  about: ['Role'],
  check: (bundle) =>
    ['Role', 'ClusterRole'].flatMap((kind) =>
      bundle.ofKind(kind).flatMap((object) => {
        const rules = listAt(object, 'rules');
        return rules.flatMap((rule, index): Finding[] => {
          const resources = listAt(rule, 'resources');
          return TOGETHER.flatMap(({ resource, has, wants, why }) => {
            const [name] = resource === undefined ? resources : resources.filter((each) => each === resource);
            const verbs = listAt(rule, 'verbs');
            if (name === undefined || !has.every((verb) => verbs.includes(verb))) return [];
            // Another rule of the role may add the verbs, and so may a wildcard.
            const all = rules
              .filter((each) => [name, '*'].some((one) => listAt(each, 'resources').includes(one)))
              .flatMap((each) => listAt(each, 'verbs'));
            if ([...wants, '*'].some((verb) => all.includes(verb))) return [];
            const expected = `${wants.join(' or ')} for ${name}, ${why}`;
            return [{ object, field: `rules[${index}].verbs`, expected, received: quoted(verbs) }];
          });
        });
      }),
    ),
};
