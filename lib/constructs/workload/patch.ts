import { type ApiObject, JsonPatch } from 'cdk8s';
import { problem, Unquoted } from '../../checker/problem';
import { isFixedJob } from './fixed-job';

/**
 * Changes the manifest of an object after everything else. The generated classes of cdk8s-plus-28 write the API of Kubernetes
 * 1.28, and drop the fields of later versions even from the patches of `addJsonPatch`.
 */
export function patchLast(object: ApiObject, patch: JsonPatch): void {
  const patches = lastPatches(object) ?? [];
  patches.push(patch);
  if (patches.length > 1) return;
  const isOverridden = Object.hasOwn(object, 'toJson');
  const render = object.toJson.bind(object);
  object.toJson = () => {
    const patched = JsonPatch.apply(render(), ...patches);
    return isFixedJob(object) ? object.named(patched) : patched;
  };
  if (!isOverridden) PATCHES.set(object.toJson, patches);
}

/** The patches by `patchLast` of an object that nothing else renders differently. */
export function lastPatches(object: ApiObject): JsonPatch[] | undefined {
  return PATCHES.get(object.toJson);
}

/** The patches behind each `toJson()` that `patchLast` has put in place of another. */
const PATCHES = new WeakMap<() => object, JsonPatch[]>();

/** Operations that may end in a name that is not there yet. */
const CREATING = ['add', 'copy', 'move'];

/**
 * Refuses a patch whose path leads nowhere in a manifest, and a test that fails. JSON Patch (RFC 6902) itself fails without
 * saying where, or changes nothing without a word.
 */
export function checkPatch(field: string, manifest: object, patch: JsonPatch): string[] {
  const { op, path, from }: { op: string; path: string; from?: string } = patch._toJson();
  const problems = [
    ...checkPath(`${field}: path`, manifest, path, CREATING.includes(op)),
    ...(from === undefined ? [] : checkPath(`${field}: from`, manifest, from, false)),
  ];
  if (problems.length > 0) return problems;
  try {
    JsonPatch.apply(manifest, patch);
    return [];
  } catch {
    return [problem(`${field}: ${op}`, 'a value that the object has', new Unquoted(`another value at ${path}`))];
  }
}

/** Refuses a pointer (RFC 6901) to a missing value, or, for a new value, to a missing parent. */
function checkPath(field: string, manifest: object, path: string, mayCreate: boolean): string[] {
  const [root, ...segments] = path.split('/');
  let place: unknown = manifest;
  let known = '';
  for (const [index, segment] of segments.entries()) {
    const name = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    const isNew = mayCreate && index === segments.length - 1 && typeof place === 'object';
    if (root !== '' || !(has(place, name) || (isNew && !Array.isArray(place)) || (isNew && isEnd(place, name)))) break;
    if (index === segments.length - 1) return [];
    place = (place as Record<string, unknown>)[name];
    known += `/${segment}`;
  }
  const names = Array.isArray(place) ? `${place.length} items` : Object.keys(Object(place)).join(', ');
  const expected = `a path that leads to a value (${known || 'the object'} has ${names || 'none'})`;
  return [problem(field, expected, path)];
}

function has(place: unknown, name: string): boolean {
  return typeof place === 'object' && place !== null && Object.hasOwn(place, name) && name !== 'length';
}

function isEnd(place: unknown, name: string): boolean {
  return Array.isArray(place) && ['-', String(place.length)].includes(name);
}
