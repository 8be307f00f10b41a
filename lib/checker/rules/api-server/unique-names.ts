import { type TypedField, typedFields } from '../../bundle/typed-fields';
import { type ItemIdentity, UNIQUE_ITEMS } from '../../kubernetes/unique-items';
import { itemPath } from '../../manifest/field-path';
import { listAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Containers, volumes and ports have distinct names within their pod or Service. */
export const uniqueNames: Rule = {
  id: 'unique-names',
  answer: 'broken',
  why: 'the API server rejects two containers, volumes or ports with one name in one pod or Service',
  example:
    'Service default/api: spec.ports[http].name: expected a name that no other port of the Service has, received "http" [unique-names]',
  check: (bundle) =>
    typedFields(bundle, UNIQUE_ITEMS).flatMap((list) => [
      ...list.entry.flatMap((identity) => repeated(list, identity)),
      ...nameless(list),
    ]),
};

function repeated(
  { object, path, owner, value }: TypedField,
  { field, expected, of, beside }: ItemIdentity,
): Finding[] {
  const seen = new Set(beside === undefined ? [] : listAt(owner, beside).map(of));
  return listAt(value).flatMap((item, index): Finding[] => {
    const own = of(item);
    if (own === undefined || own === '') return [];
    if (!seen.has(own)) {
      seen.add(own);
      return [];
    }
    const at = `${itemPath(path, item, index)}.${field}`;
    return [{ object, field: at, expected, received: quoted(valueAt(item, field)) }];
  });
}

/** Several ports of a Service need names. */
function nameless({ object, path, field, value }: TypedField): Finding[] {
  const ports = listAt(value);
  if (field.name !== 'ports' || object.kind !== 'Service' || ports.length < 2) return [];
  return ports.flatMap((port, index): Finding[] => {
    if ((valueAt(port, 'name') ?? '') !== '') return [];
    const expected = 'a name, since the Service has several ports';
    return [
      { object, field: `${itemPath(path, port, index)}.name`, expected, received: quoted(valueAt(port, 'name')) },
    ];
  });
}
