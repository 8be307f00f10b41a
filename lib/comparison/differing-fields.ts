import { isDeepStrictEqual } from 'node:util';

type Fields = Readonly<Record<string, unknown>>;

/** A field in which two environments differ: `boardApi.scaling`. */
export type FieldPath = readonly string[];

/**
 * The fields in which two environments differ. A field that takes one of several forms, such as a number of pods or an
 * autoscaler, is one field: half of a form is no environment.
 */
export function differingFields(one: unknown, other: unknown, path: FieldPath = []): FieldPath[] {
  if (isDeepStrictEqual(one, other)) return [];
  if (!isPlain(one) || !isPlain(other)) return [path];
  const names = Object.keys(one);
  const sameForm = path.length === 0 || isDeepStrictEqual([...names].sort(), Object.keys(other).sort());
  if (!sameForm) return [path];
  const all = [...new Set([...names, ...Object.keys(other)])];
  return all.flatMap((name) => differingFields(one[name], other[name], [...path, name]));
}

/** The value at a path of fields. */
export function fieldOf(environment: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((value, name) => (isPlain(value) ? value[name] : undefined), environment);
}

/** An environment with the value that another one has at a path. */
export function swapped<E>(environment: E, other: E, [name, ...rest]: FieldPath): E {
  if (name === undefined) return other;
  const [own, others] = [environment, other] as [Fields, Fields];
  const value = swapped(own[name], others[name], rest);
  const { [name]: _replaced, ...kept } = own;
  return (value === undefined ? kept : { ...own, [name]: value }) as E;
}

const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
