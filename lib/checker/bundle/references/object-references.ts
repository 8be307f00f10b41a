import { OBJECT_NAMES } from '../../kubernetes/object-names';
import { valuesAt } from '../../manifest/field-path';
import { getOrInsert } from '../../manifest/get-or-insert';
import { isClusterWide, type Json, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { type NameField, POD } from '../../manifest/name-field';
import { OPERATED_NAMES } from '../../programs/operated-names';
import type { Bundle } from '../bundle';
import { mentions } from '../mentions';
import { typedReferences } from './typed-references';

/** A name of another object, as written. */
export interface ObjectReference {
  readonly object: Manifest;
  /** Path of the name. */
  readonly field: string;
  /** Path of the kind. Undefined if the place holds a name alone. */
  readonly kindField: string | undefined;
  readonly kinds: readonly string[];
  readonly kind: string;
  /** Empty for a cluster-wide kind. */
  readonly namespace: string;
  readonly name: string;
}

/** A field whose name no manifest holds is passed over. */
const FIELDS = [...OBJECT_NAMES, ...OPERATED_NAMES].map((row) => ({ ...row, words: [lastName(row.field)] }));

/** `b` of `a.b`, of `a.b[]` and of `a[b]`. */
function lastName(field: string): string {
  return /([^.[\]]+|\[[^\]]+)\]?(\[\])*$/.exec(field)?.[1]?.replace('[', '') ?? field;
}

/** Every name of another object in a listed field, or in a field with a kind. A template's variable is no name. */
export function objectReferences(bundle: Bundle): ObjectReference[] {
  const listed = [
    ...FIELDS.filter(({ words }) => mentions(bundle, words)).flatMap((row) =>
      row.of === POD
        ? bundle.templates.flatMap(({ owner, path, spec }) => referencesIn(bundle, owner, spec, `${path}.`, row))
        : row.of
            .split(' ')
            .flatMap((kind) => bundle.ofKind(kind).flatMap((each) => referencesIn(bundle, each, each, '', row))),
    ),
    ...bundle.ofKind('ValidatingAdmissionPolicyBinding').flatMap((binding) => {
      const policy = bundle.find('ValidatingAdmissionPolicy', '', stringAt(binding, 'spec', 'policyName') ?? '');
      const to = stringAt(policy, 'spec', 'paramKind', 'kind');
      return to === undefined ? [] : referencesIn(bundle, binding, binding, '', { field: 'spec.paramRef', to });
    }),
  ];
  const known = new Map<Manifest, Set<string>>();
  for (const { object, field } of listed) getOrInsert(known, object, () => new Set()).add(field);
  const typed = typedReferences(bundle).flatMap(({ object, path, value, kind }) => {
    const name = stringAt(value, 'name') ?? '';
    const [field, kindField] = [`${path}.name`, `${path}.kind`];
    if (name === '' || NO_NAME.test(name) || known.get(object)?.has(field)) return [];
    const namespace = homeOf(bundle, kind, name, stringAt(value, 'namespace') ?? namespaceOf(object));
    return [{ object, field, kindField, kinds: [kind], kind, namespace, name }];
  });
  return [...listed, ...typed];
}

/** The value of a template, a pattern or a list. */
const NO_NAME = /[{$@*,\s]/;

function referencesIn(
  bundle: Bundle,
  object: Manifest,
  holder: unknown,
  prefix: string,
  { field, to, elsewhere }: Omit<NameField, 'of'>,
): ObjectReference[] {
  const kinds = to.split(' ');
  return valuesAt(holder, field)
    .flatMap(oneByOne)
    .flatMap(({ value, path }): ObjectReference[] => {
      const alone = typeof value === 'string';
      const [name = '', written] = alone ? value.split('/').reverse() : [nameIn(value), stringAt(value, 'namespace')];
      const isWide = valueAt(value, 'clusterScope') === true;
      const kind = stringAt(value, 'kind') ?? (isWide ? kinds[1] : kinds[0]) ?? '';
      if (name === '' || NO_NAME.test(name) || !kinds.includes(kind)) return [];
      const own = isClusterWide(kind) ? '' : (written ?? namespaceOf(object));
      const namespace = elsewhere ? homeOf(bundle, kind, name, undefined) : own;
      const place = `${prefix}${path}`;
      const fields = alone
        ? { field: place, kindField: undefined }
        : {
            field: `${place}.${valueAt(value, 'name') === undefined ? 'templateName' : 'name'}`,
            kindField: `${place}.kind`,
          };
      return [{ object, ...fields, kinds, kind, namespace, name }];
    });
}

/** The namespace of an object whose kind may have none: its own, if an object has the name, or else that of the others. */
function homeOf(bundle: Bundle, kind: string, name: string, namespace: string | undefined): string {
  if (isClusterWide(kind)) return '';
  const all = bundle.ofKind(kind);
  const isWide = all.every(({ metadata }) => metadata.namespace === undefined);
  if (namespace !== undefined && !isWide) return namespace;
  const [first] = [...all.filter(({ metadata }) => metadata.name === name), ...all];
  return first === undefined ? 'default' : namespaceOf(first);
}

/** An annotation may hold several names with commas between. */
const oneByOne = ({ value, path }: { readonly value: Json; readonly path: string }) =>
  (typeof value === 'string' ? value.split(/\s*,\s*/) : [value]).map((each) => ({ value: each, path }));

const nameIn = (value: Json): string => stringAt(value, 'name') ?? stringAt(value, 'templateName') ?? '';
