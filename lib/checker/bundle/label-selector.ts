import { type Json, listAt, stringAt, stringsAt } from '../manifest/manifest';

export type Labels = Readonly<Record<string, string>>;

/** What a label selector demands of one label. */
export type Requirement = {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly Json[];
};

/** The value of a label, which may be called like something that every object has: `constructor`. */
export function labelOf(labels: Labels, label: string): string | undefined {
  return Object.hasOwn(labels, label) ? labels[label] : undefined;
}

/** The demands of a label selector, all of which must hold. An empty selector, or none, demands nothing. */
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

/** Whether labels meet one of the demands, or of the `matchExpressions`. */
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

/** The values to which a selector confines a label; undefined if it may have any, or be absent. */
export function confinedTo(selector: readonly Requirement[], label: string): readonly Json[] | undefined {
  return selector.find(({ key, operator }) => key === label && operator === 'In')?.values;
}

/** The labels that everything has that a selector selects. */
export function certainLabels(selector: readonly Requirement[]): Labels {
  const certain = selector.flatMap(({ key, operator, values: [value, ...others] }): [string, string][] => {
    const one = operator === 'In' && typeof value === 'string' && others.every((other) => other === value);
    return one ? [[key, value]] : [];
  });
  return Object.fromEntries(certain.reverse());
}

/** Whether all that a selector selects, today or ever, has these labels. */
export function implies(selector: readonly Requirement[], labels: Labels = {}): boolean {
  return Object.entries(labels).every(([label, value]) => {
    const values = confinedTo(selector, label);
    return values !== undefined && values.length > 0 && values.every((candidate) => candidate === value);
  });
}
