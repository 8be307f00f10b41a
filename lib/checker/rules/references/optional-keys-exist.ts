import type { Bundle } from '../../bundle/bundle';
import { kinship } from '../../bundle/references/kinship';
import { podReferences } from '../../bundle/references/pod-references';
import { listItems } from '../../manifest/field-path';
import { named, stringAt, valueAt } from '../../manifest/manifest';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

const KINDS = [
  { kind: 'ConfigMap', field: 'configMapKeyRef' },
  { kind: 'Secret', field: 'secretKeyRef' },
] as const;

/** An optional key that is missing has no near name among the keys that nobody reads. */
export const optionalKeysExist: Rule = {
  id: 'optional-keys-exist',
  answer: 'risk',
  why: 'a variable with a mistyped optional key is not set, and the pod starts all the same',
  example:
    'Deployment default/mail: spec.template.spec.containers[mail].env[FROM].valueFrom.configMapKeyRef.key: expected a key of ConfigMap default/mail (from), received "from-address"; did you mean "from"? [optional-keys-exist]',
  check: (bundle) =>
    KINDS.flatMap(({ kind, field }) => {
      const read = new Set(
        podReferences(bundle, kind).flatMap(({ namespace, name, keys }) =>
          keys.length === 0 ? [`${namespace}/${name}`] : keys.map(({ key }) => `${namespace}/${name}/${key}`),
        ),
      );
      return bundle.containers.flatMap(({ template: { owner, namespace }, spec, path }) =>
        listItems(spec, path, 'env').flatMap((entry): Finding[] => {
          const source = valueAt(entry.item, 'valueFrom', field);
          const [name = '', key = ''] = [stringAt(source, 'name'), stringAt(source, 'key')];
          const known = keysOf(bundle, kind, namespace, name);
          if (valueAt(source, 'optional') !== true || known === undefined || known.has(key)) return [];
          const unread = [...known].filter(
            (each) => !read.has(`${namespace}/${name}/${each}`) && !read.has(`${namespace}/${name}`),
          );
          const near = (each: string) => isTypo(key, each) || /same|part/.test(kinship(key, each) ?? '');
          const [only, ...others] = unread;
          const isLone = others.length === 0 && only !== undefined && kinship(key, only) !== undefined;
          const meant = unread.find(near) ?? (isLone ? only : undefined);
          if (meant === undefined) return [];
          const expected = `a key of ${named(kind, namespace, name)} (${[...known].slice(0, 10).join(', ')})`;
          return [
            { object: owner, field: `${entry.path}.valueFrom.${field}.key`, expected, received: quoted(key), meant },
          ];
        }),
      );
    }),
};

function keysOf(bundle: Bundle, kind: 'ConfigMap' | 'Secret', namespace: string, name: string) {
  return kind === 'Secret' ? bundle.secretKeys(namespace, name) : bundle.configMapKeys(namespace, name);
}
