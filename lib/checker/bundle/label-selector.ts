import { entryOf } from '../manifest/entry-of';
import { type Json, listAt, stringAt, stringsAt } from '../manifest/manifest';

export type Labels = Readonly<Record<string, string>>;

/** A requirement of a label selector. */
export type Requirement = {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly Json[];
};

/** The value of a label. A label may have the name of an inherited property: `constructor`. */
export function labelOf(labels: Labels, label: string): string | undefined {
  return entryOf(labels, label);
}

/** The requirements of a label selector, all of them necessary. An empty or missing selector has none. */
export function requirementsOf(selector: Json | undefined): Requirement[] {
  return [
    ...Object.entries(stringsAt(selector, 'matchLabels')).map(([key, value]) => ({
      key,
      operator: 'In',
      values: [value],
    })),
    ...listAt(selector, 'matchExpressions').map((expression) => ({
      key: stringAt(expression, 'key') ?? '',
      operator: stringAt(expression, 'operator') ?? '',
      values: listAt(expression, 'values'),
    })),
  ];
}

/** True if labels meet a requirement, or an item of `matchExpressions`. */
export function meets(expression: Json, labels: Labels): boolean {
  const value = labelOf(labels, stringAt(expression, 'key') ?? '');
  const among = value !== undefined && listAt(expression, 'values').includes(value);
  switch (stringAt(expression, 'operator')) {
    case 'In':
      return among;
    case 'NotIn':
      return !among;
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return true;
  }
}

/** The only values that a selector allows for a label. Undefined if any value or no label is allowed. */
export function confinedTo(selector: readonly Requirement[], label: string): readonly Json[] | undefined {
  return selector.find(({ key, operator }) => key === label && operator === 'In')?.values;
}

/** The labels of every object that matches a selector. */
export function certainLabels(selector: readonly Requirement[]): Labels {
  const certain = selector.flatMap(({ key, operator, values: [value, ...others] }): [string, string][] => {
    const one = operator === 'In' && typeof value === 'string' && others.every((other) => other === value);
    return one ? [[key, value]] : [];
  });
  return Object.fromEntries(certain.reverse());
}

/** True if everything that a selector can match has these labels. */
export function implies(selector: readonly Requirement[], labels: Labels = {}): boolean {
  return Object.entries(labels).every(([label, value]) => {
    const values = confinedTo(selector, label);
    return values !== undefined && values.length > 0 && values.every((candidate) => candidate === value);
  });
}
