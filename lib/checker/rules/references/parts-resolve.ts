import { entryPath, valuesAt } from '../../manifest/field-path';
import type { Manifest } from '../../manifest/manifest';
import { type Json, listAt, valueAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { NAMED_PARTS, type NamedParts } from '../../programs/object-parts';
import { type Finding, quoted, type Rule } from '../../rule';

/** An object of an operator defines the parts that the object names. */
export const partsResolve: Rule = {
  id: 'parts-resolve',
  answer: 'broken',
  why: 'the API server stores a workflow, a pipeline or a route that names a step, a workspace or a receiver without a definition: the operator rejects the object, and its status alone says so',
  example:
    'Workflow default/build: spec.entrypoint: expected one of spec.templates (main, test), received "mian"; did you mean "main"? [parts-resolve]',
  check: (bundle) =>
    NAMED_PARTS.flatMap((row) =>
      row.of.split(' ').flatMap((kind) => bundle.ofKind(kind).flatMap((object) => strayNames(object, row))),
    ),
};

function strayNames(object: Manifest, { within, uses, defined, unless }: NamedParts): Finding[] {
  if (unless !== undefined && valuesAt(object, unless).length > 0) return [];
  return valuesAt(object, within).flatMap((scope) => {
    const known = defined.flatMap((path) => valuesAt(scope.value, path).map(({ value }) => String(value)));
    // A part without any definition has its definitions elsewhere.
    if (known.length === 0) return [];
    return uses.flatMap((path) =>
      deepValuesAt(scope.value, path).flatMap((use): Finding[] => {
        if (typeof use.value !== 'string' || /[{$]/.test(use.value) || known.includes(use.value)) return [];
        const [list = ''] = defined;
        const expected = `one of ${`${scope.path}.${list}`.replace(/(\[\])?(\.\w+)?$/, '')} (${[...new Set(known)].join(', ')})`;
        return [
          {
            object,
            field: `${scope.path}.${use.path}`,
            expected,
            received: quoted(use.value),
            meant: nearest(use.value, known),
          },
        ];
      }),
    );
  });
}

/** The values at a path in which `**` stands for a list at any depth: `route.routes**.receiver`. */
function deepValuesAt(value: Json, path: string): { readonly value: Json; readonly path: string }[] {
  const [before, after] = path.split('**');
  if (before === undefined || after === undefined) return valuesAt(value, path);
  const field = before.slice(before.lastIndexOf('.') + 1);
  const found = valuesAt(value, `${before}[]`);
  const deeper = found.flatMap(({ value: item, path: place }) =>
    listAt(item, field).length === 0
      ? []
      : deepValuesAt(item, `${field}**${after}`).map((each) => ({ ...each, path: `${place}.${each.path}` })),
  );
  return [
    ...found.flatMap(({ value: item, path: place }) => {
      const inside = valueAt(item, after.slice(1));
      return inside === undefined ? [] : [{ value: inside, path: entryPath(place, after.slice(1)) }];
    }),
    ...deeper,
  ];
}
