import { getOrInsert } from '../../manifest/get-or-insert';
import { identity, listAt, type Manifest, namespaceOf, valueAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

const RESOURCES: Readonly<Record<string, string>> = { ConfigMap: 'configmaps', Secret: 'secrets' };

/** What a program may write is not immutable. */
export const writtenObjectsChange: Rule = {
  id: 'written-objects-change',
  answer: 'risk',
  why: 'the API server rejects each change of an immutable ConfigMap or Secret: a program with the right to update it cannot use that right',
  example:
    'ConfigMap default/state: immutable: expected false, since Role default/operator lets a program update the ConfigMap, received true [written-objects-change]',
  about: ['immutable'],
  check: (bundle) => {
    // Names that a role gives the right to change, by namespace and resource.
    const written = new Map<string, Manifest>();
    for (const role of bundle.ofKind('Role')) {
      for (const rule of listAt(role, 'rules')) {
        const verbs = listAt(rule, 'verbs');
        if (!verbs.includes('update') && !verbs.includes('patch')) continue;
        for (const resource of listAt(rule, 'resources')) {
          for (const name of listAt(rule, 'resourceNames'))
            getOrInsert(written, `${namespaceOf(role)} ${resource} ${name}`, () => role);
        }
      }
    }
    return Object.entries(RESOURCES).flatMap(([kind, resource]) =>
      bundle
        .ofKind(kind)
        .filter((object) => valueAt(object, 'immutable') === true)
        .flatMap((object) => {
          const role = written.get(`${namespaceOf(object)} ${resource} ${object.metadata.name}`);
          if (role === undefined) return [];
          const expected = `false, since ${identity(role)} lets a program update the ${kind}`;
          return [{ object, field: 'immutable', expected, received: 'true' }];
        }),
    );
  },
};
