import type { Json } from '../../lib/checker/manifest/manifest';

/** New values by JSON pointer (RFC 6901), as in a merge patch (RFC 7386): `null` takes a field away. */
export type Change = Readonly<Record<string, Json>>;

type Node = Record<string, Json>;

const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

export const pointerTo = (parent: string, key: string): string =>
  `${parent}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** A copy of an object with a change. Undefined if the place is not there any more. */
export function changed(object: Json, change: Change): Json | undefined {
  const copy = structuredClone(object);
  for (const [pointer, value] of Object.entries(change)) {
    const steps = stepsOf(pointer);
    const key = steps.pop() ?? '';
    const parent = steps.reduce<Json | undefined>((inner, step) => (inner as Node | undefined)?.[step], copy);
    if (typeof parent !== 'object' || parent === null) return undefined;
    if (value !== null) (parent as Node)[key] = structuredClone(value);
    else if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete (parent as Node)[key];
  }
  return copy;
}
