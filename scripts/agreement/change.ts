import type { Json } from '../../lib/checker/manifest/manifest';

/** New values by JSON pointer (RFC 6901), as in a merge patch (RFC 7386): `null` takes a field away. */
export type Change = Readonly<Record<string, Json>>;

export const pointerTo = (parent: string, key: string): string =>
  `${parent}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** An object with a change. What has not changed is shared. Undefined if the place is not there. */
export function changed(object: Json, change: Change): Json | undefined {
  let now: Json | undefined = object;
  for (const [pointer, value] of Object.entries(change)) {
    const [, ...steps] = pointer.split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    now = put(now, steps, value);
  }
  return now;
}

function put(holder: Json | undefined, [step = '', ...rest]: readonly string[], value: Json): Json | undefined {
  if (typeof holder !== 'object' || holder === null) return undefined;
  const copy = (Array.isArray(holder) ? [...holder] : { ...holder }) as Record<string, Json>;
  const inner = rest.length > 0 ? put(copy[step], rest, value) : value;
  if (inner === undefined) return undefined;
  if (inner !== null) copy[step] = inner;
  else if (Array.isArray(copy)) copy.splice(Number(step), 1);
  else delete copy[step];
  return copy as unknown as Json;
}
