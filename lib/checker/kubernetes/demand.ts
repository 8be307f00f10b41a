import { type Json, type Manifest, valueAt } from '../manifest/manifest';
import { quantity } from '../manifest/quantity';
import type { Structure } from './object-shapes';

/** A field against a demand. `received` is the value of the field unless told. */
export interface Complaint {
  /** The path from the value on. Empty for the value itself. */
  readonly field: string;
  readonly expected: string;
  readonly received?: string;
}

interface Place {
  readonly structure: Structure;
  readonly object: Manifest;
}

/** Relations between the fields of a type, as the API server requires. */
export type Demand = (value: Json, place: Place) => Complaint[];

/** True for a field with a value. To the API server, an empty text or list is no value. */
export function isSet(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

const at = (value: Json, field: string): Json | undefined => valueAt(value, ...field.split('.'));

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

/** At most one of all fields of the type has a value, beside some. */
export function oneSource(...beside: readonly string[]): Demand {
  return (value, { structure }) => {
    const given = [...structure.fields.keys()].filter((name) => !beside.includes(name) && isSet(at(value, name)));
    if (given.length < 2) return [];
    return [{ field: given[1] ?? '', expected: 'one source alone', received: given.join(' and ') }];
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

/** A condition of its own. */
export function holds(field: string, expected: string, condition: (value: Json, place: Place) => boolean): Demand {
  return (value, place) => (condition(value, place) ? [] : [{ field, expected }]);
}

const shown = (value: Json | undefined): string => (value === undefined ? 'nothing' : JSON.stringify(value));
