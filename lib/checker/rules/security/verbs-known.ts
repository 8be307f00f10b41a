import { resourcesOf } from '../../kubernetes/resources';
import { listAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb, with those of single resources */
const VERBS =
  '* get list watch create update patch delete deletecollection use bind escalate impersonate approve sign attest proxy'.split(
    ' ',
  );
/** Words of people, and of HTTP, for a verb. */
const MEANT: Readonly<Record<string, string>> = {
  add: 'create',
  apply: 'patch',
  describe: 'get',
  edit: 'update',
  exec: 'create',
  modify: 'update',
  post: 'create',
  put: 'update',
  read: 'get',
  remove: 'delete',
  view: 'get',
  write: 'update',
};

/** A role of built-in resources has verbs of the API server. */
export const verbsKnown: Rule = {
  id: 'verbs-known',
  answer: 'broken',
  why: 'the API server stores any word as a verb: a word that no request has permits nothing, and each call is answered with "forbidden"',
  example:
    'Role default/reader: rules[0].verbs[0]: expected a verb of the API server, received "read"; did you mean "get"? [verbs-known]',
  about: ['Role'],
  check: (bundle) => {
    const known = resourcesOf(bundle.cluster.kubernetes);
    return ['Role', 'ClusterRole'].flatMap((kind) =>
      bundle.ofKind(kind).flatMap((object) =>
        listAt(object, 'rules').flatMap((rule, index) => {
          const groups = listAt(rule, 'apiGroups').map(String);
          const resources = listAt(rule, 'resources').map((each) => String(each).split('/', 1)[0] ?? '');
          // Operators may ask for verbs of their own.
          const isBuiltIn = groups.every((group) => resources.every((each) => known.get(group)?.has(each) === true));
          if (groups.length === 0 || resources.length === 0 || !isBuiltIn) return [];
          return listAt(rule, 'verbs').flatMap((verb, position): Finding[] => {
            const word = String(verb);
            const meant = VERBS.includes(word) ? undefined : (MEANT[word.toLowerCase()] ?? nearest(word, VERBS));
            if (meant === undefined) return [];
            const field = `rules[${index}].verbs[${position}]`;
            return [{ object, field, expected: 'a verb of the API server', received: quoted(verb), meant }];
          });
        }),
      ),
    );
  },
};
