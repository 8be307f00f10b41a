import type { Bundle } from '../../bundle/bundle';
import { kinship } from '../../bundle/references/kinship';
import { NameIndex } from '../../bundle/references/name-index';
import { optionalReferences, podReferences } from '../../bundle/references/pod-references';
import { listItems } from '../../manifest/field-path';
import { named, stringAt, valueAt } from '../../manifest/manifest';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

const KINDS = [
  { kind: 'ConfigMap', field: 'configMapKeyRef' },
  { kind: 'Secret', field: 'secretKeyRef' },
] as const;

type Kind = (typeof KINDS)[number]['kind'];

/** An optional key or object that is missing has no near name among those that nobody reads. */
export const optionalKeysExist: Rule = {
  id: 'optional-keys-exist',
  answer: 'risk',
  why: 'a variable with a mistyped optional key is not set, as are all variables of a mistyped optional object, and the pod starts all the same',
  example:
    'Deployment default/mail: spec.template.spec.containers[mail].env[FROM].valueFrom.configMapKeyRef.key: expected a key of ConfigMap default/mail (from), received "from-address"; did you mean "from"? [optional-keys-exist]',
  about: ['optional'],
  check: (bundle) => [...ofKeys(bundle), ...KINDS.flatMap(({ kind }) => ofObjects(bundle, kind))],
};

function ofKeys(bundle: Bundle): Finding[] {
  return KINDS.flatMap(({ kind, field }) => {
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
  });
}

/** The only object without a reader, with a kindred name, is meant. */
function ofObjects(bundle: Bundle, kind: Kind): Finding[] {
  const missing = optionalReferences(bundle, kind);
  if (missing.length === 0) return [];
  const others =
    kind === 'Secret' ? [...bundle.cluster.secrets, ...bundle.madeSecrets] : (bundle.cluster.configMaps ?? []);
  const catalogue = NameIndex.of(bundle, kind, others);
  return missing.flatMap(({ object, namespace, name, field }): Finding[] => {
    if (catalogue.has(namespace, name)) return [];
    const [meant, ...more] = catalogue.orphans(namespace).filter((each) => kinship(name, each) !== undefined);
    if (meant === undefined || more.length > 0) return [];
    const expected = `a ${kind} in namespace ${namespace} (nothing names ${meant})`;
    return [{ object, field, expected, received: quoted(name), meant }];
  });
}

function keysOf(bundle: Bundle, kind: Kind, namespace: string, name: string) {
  return kind === 'Secret' ? bundle.secretKeys(namespace, name) : bundle.configMapKeys(namespace, name);
}
