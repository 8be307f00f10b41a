import { items, type Json, text } from '../manifest';

type Labels = Readonly<Record<string, string>>;

/** The value of a label, which may be called like something that every object has: `constructor`. */
export function labelOf(labels: Labels, label: string): string | undefined {
  return Object.hasOwn(labels, label) ? labels[label] : undefined;
}

/** Whether labels meet one of the `matchExpressions`. */
export function meets(expression: Json, labels: Labels): boolean {
  const value = labelOf(labels, text(expression, 'key') ?? '');
  const among = value !== undefined && items(expression, 'values').includes(value);
  switch (text(expression, 'operator')) {
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
