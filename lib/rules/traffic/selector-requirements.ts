import { items, type Json, strings, text } from '../manifest';

/** What a label selector demands of one label. */
export type Requirement = {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly Json[];
};

/** The demands of a label selector, all of which must hold. An empty selector, or none, demands nothing. */
export function requirementsOf(selector: Json | undefined): Requirement[] {
  return [
    ...Object.entries(strings(selector, 'matchLabels')).map(([key, value]) => ({
      key,
      operator: 'In',
      values: [value],
    })),
    ...items(selector, 'matchExpressions').map((expression) => ({
      key: text(expression, 'key') ?? '',
      operator: text(expression, 'operator') ?? '',
      values: items(expression, 'values'),
    })),
  ];
}

/** The values to which a selector confines a label; undefined if it may have any, or be absent. */
export function confinedTo(selector: readonly Requirement[], label: string): readonly Json[] | undefined {
  return selector.find(({ key, operator }) => key === label && operator === 'In')?.values;
}

/** Whether all that a selector selects, today or ever, has these labels. */
export function implies(selector: readonly Requirement[], labels: Readonly<Record<string, string>> = {}): boolean {
  return Object.entries(labels).every(([label, value]) => {
    const values = confinedTo(selector, label);
    return values !== undefined && values.length > 0 && values.every((candidate) => candidate === value);
  });
}
