import { getOrInsert } from '../manifest/get-or-insert';
import { type Json, listAt, type Manifest, valueAt } from '../manifest/manifest';
import { quantity } from '../manifest/quantity';
import { atLeast, type KubernetesVersion } from './kubernetes-version';
import type { Syntax } from './name-syntax';
import type { Structure } from './object-shapes';

/** A field against a demand. `received` is the value of the field unless told. */
export interface Complaint {
  /** The path from the value on. Empty for the value itself. */
  readonly field: string;
  readonly expected: string;
  readonly received?: string;
}

export interface Place {
  readonly structure: Structure;
  readonly object: Manifest;
  readonly kubernetes: KubernetesVersion;
}

/** Relations between the fields of a type, as the API server requires. */
export type Demand = (value: Json, place: Place) => Complaint[];

/** True for a field with a value. To the API server, an empty text or list is no value. */
export function isSet(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

const at = (value: Json, field: string): Json | undefined => {
  if (!field.includes('.')) return valueAt(value, field);
  return valueAt(value, ...getOrInsert(steps, field, () => field.split('.')));
};
const steps = new Map<string, readonly string[]>();

const either = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

/** Exactly one of the fields has a value. */
export function exactlyOne(...names: readonly string[]): Demand {
  return (value) => {
    const given = names.filter((name) => isSet(at(value, name)));
    if (given.length === 1) return [];
    return [
      { field: given[1] ?? '', expected: `exactly one of ${either(names)}`, received: given.join(' and ') || 'none' },
    ];
  };
}

export function atLeastOne(...names: readonly string[]): Demand {
  return (value) =>
    names.some((name) => isSet(at(value, name)))
      ? []
      : [{ field: '', expected: `at least one of ${either(names)}`, received: 'none' }];
}

export function atMostOne(...names: readonly string[]): Demand {
  return (value) => {
    const [, second] = names.filter((name) => isSet(at(value, name)));
    if (second === undefined) return [];
    return [{ field: second, expected: `at most one of ${either(names)}`, received: 'both' }];
  };
}

/** The demands, if a field has one of the values. `undefined` stands for no value. */
export function when(
  field: string,
  values: Json | readonly (Json | undefined)[],
  ...demands: readonly Demand[]
): Demand {
  const wanted = Array.isArray(values) ? values : [values];
  return (value, place) => {
    const found = at(value, field);
    if (!wanted.includes(isSet(found) ? found : undefined)) return [];
    const reason = found === undefined ? `without ${field}` : `with ${field} ${JSON.stringify(found)}`;
    return demands.flatMap((demand) =>
      demand(value, place).map((complaint) => ({ ...complaint, expected: `${complaint.expected} (${reason})` })),
    );
  };
}

/** The demands, if a field has a value. */
export function whenSet(field: string, ...demands: readonly Demand[]): Demand {
  return (value, place) =>
    isSet(at(value, field))
      ? demands.flatMap((demand) =>
          demand(value, place).map((complaint) => ({
            ...complaint,
            expected: `${complaint.expected} (with ${field})`,
          })),
        )
      : [];
}

/** The demands of API servers from a version on. */
export function since(version: KubernetesVersion, ...demands: readonly Demand[]): Demand {
  return (value, place) =>
    atLeast(place.kubernetes, version) ? demands.flatMap((demand) => demand(value, place)) : [];
}

/** The demands of API servers up to a version. */
export function until(version: KubernetesVersion, ...demands: readonly Demand[]): Demand {
  return (value, place) =>
    place.kubernetes === version || !atLeast(place.kubernetes, version)
      ? demands.flatMap((demand) => demand(value, place))
      : [];
}

export function needs(...names: readonly string[]): Demand {
  return (value) =>
    names
      .filter((name) => !isSet(at(value, name)))
      .map((field) => ({ field, expected: 'a value', received: shown(at(value, field)) }));
}

export function forbids(...names: readonly string[]): Demand {
  return (value) =>
    names.filter((name) => isSet(at(value, name))).map((field) => ({ field, expected: 'no such field' }));
}

/** A field with a value has one of the values. */
export function oneOf(field: string, ...values: readonly Json[]): Demand {
  return (value) => {
    const found = at(value, field);
    if (!isSet(found) || values.includes(found as Json)) return [];
    return [{ field, expected: either(values.map((each) => JSON.stringify(each))) }];
  };
}

/** A number or quantity of a field is at most another. */
export function atMost(field: string, other: string): Demand {
  return (value) => {
    const [least, most] = [quantity(at(value, field)), quantity(at(value, other))];
    if (least === undefined || most === undefined || least <= most) return [];
    return [{ field, expected: `at most ${other} (${shown(at(value, other))})` }];
  };
}

/** A text of a field has a syntax. */
export function fits(field: string, syntax: Syntax): Demand {
  return holds(field, syntax.expected, (value) => {
    const found = at(value, field) ?? '';
    return typeof found !== 'string' || found === '' || syntax.fits(found);
  });
}

/** No two items of a list are the same, by the part that identifies an item. */
export function distinct(list: string, expected: string, of: (item: Json) => unknown = (item) => item): Demand {
  return holds(list, expected, (value) => {
    const items = itemsAt(value, list);
    return items.length < 2 || new Set(items.map((item) => JSON.stringify(of(item) ?? null))).size === items.length;
  });
}

/** A list has at most so many items. */
export function atMostItems(list: string, most: number): Demand {
  return holds(list, `at most ${most} items`, (value) => itemsAt(value, list).length <= most);
}

/** Each word of a list is one of some. */
export function wordsOf(list: string, ...words: readonly string[]): Demand {
  return holds(list, `${either(words)} in each item`, (value) =>
    itemsAt(value, list).every((word) => words.includes(String(word))),
  );
}

/** The items of a list at a path with dots. */
export const itemsAt = (value: Json, list: string): readonly Json[] => listAt(at(value, list));

/** The demands of a field, as demands of its owner. */
export function within(field: string, ...demands: readonly Demand[]): Demand {
  return (value, place) => {
    const inner = at(value, field);
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return [];
    return demands.flatMap((demand) =>
      demand(inner, place).map((complaint) => ({
        received: shown(at(inner, complaint.field)),
        ...complaint,
        field: joined(field, complaint.field),
      })),
    );
  };
}

const joined = (field: string, inner: string): string => (inner === '' ? field : `${field}.${inner}`);

/** A condition of its own. */
export function holds(field: string, expected: string, condition: (value: Json, place: Place) => boolean): Demand {
  return (value, place) => (condition(value, place) ? [] : [{ field, expected }]);
}

const shown = (value: Json | undefined): string => {
  if (value === undefined) return 'nothing';
  return typeof value === 'object' && value !== null ? 'another value' : JSON.stringify(value);
};
