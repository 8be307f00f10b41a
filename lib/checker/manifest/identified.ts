import { apiGroup, type Json, listAt, type Manifest, stringAt, valueAt } from './manifest';
import type { TextMistake } from './text-mistakes';

/** A manifest of a document, and the steps to the manifest: `items`, `0`. */
interface Identified {
  readonly manifest: Manifest;
  readonly steps: readonly string[];
  readonly mistakes: readonly TextMistake[];
}

/** The manifests of a document, or the reason why the document is none. */
interface Identification {
  readonly manifests: readonly Identified[];
  /** A document that kubectl refuses. */
  readonly problem?: string;
  /** A document of another program. */
  readonly other?: string;
}

/** The API groups of every cluster. Other programs have documents with `kind`, too, but seldom with `metadata`. */
const SERVED =
  /^$|^(apps|autoscaling|batch|policy|(admissionregistration|apiextensions|apiregistration|certificates|coordination|discovery|events|networking|node|rbac\.authorization|resource|scheduling|storage)\.k8s\.io)$/;

/** True for an API group that every cluster serves, without a CustomResourceDefinition. */
export const isServed = (group: string): boolean => SERVED.test(group);

/** The manifests of a value. The items of a List stand for themselves. */
export function asManifests(value: unknown, steps: readonly string[] = []): Identification {
  const [apiVersion, kind] = [stringAt(value, 'apiVersion'), stringAt(value, 'kind')];
  if (apiVersion === undefined || kind === undefined) {
    const missing = apiVersion === undefined ? 'apiVersion' : 'kind';
    return { manifests: [], other: `a document without ${missing}` };
  }
  if (kind.endsWith('List') && Array.isArray(valueAt(value, 'items'))) {
    return itemsOf(value, apiVersion, kind.slice(0, -'List'.length), steps);
  }
  const name = valueAt(value, 'metadata', 'name');
  const prefix = stringAt(value, 'metadata', 'generateName');
  if ([apiVersion, kind, String(name ?? '')].some((text) => text.includes('{{'))) {
    return { manifests: [], other: 'a template of Helm or another program' };
  }
  if (typeof name === 'string' && name !== '')
    return { manifests: [{ manifest: value as Manifest, steps, mistakes: [] }] };
  // The API server adds five characters of its own.
  if ((name ?? '') === '' && prefix)
    return { manifests: [{ manifest: renamed(value, `${prefix}xxxxx`), steps, mistakes: [] }] };
  if (typeof name === 'number' || typeof name === 'boolean') {
    const mistake = {
      field: 'metadata.name',
      expected: 'a string: put it in quotes',
      received: String(name),
      answer: 'broken',
    } as const;
    return { manifests: [{ manifest: renamed(value, String(name)), steps, mistakes: [mistake] }] };
  }
  const nameless = `a document without metadata.name (${kind})`;
  const served = SERVED.test(apiGroup(apiVersion)) && kind !== 'Config';
  return served || valueAt(value, 'metadata') !== undefined
    ? { manifests: [], problem: nameless }
    : { manifests: [], other: nameless };
}

/** The items of a list such as RoleList may leave out their kind. */
function itemsOf(list: unknown, apiVersion: string, kind: string, steps: readonly string[]): Identification {
  const items = listAt(list, 'items').map((item, index) => {
    const whole =
      typeof item === 'object' && !Array.isArray(item) ? { ...(kind && { apiVersion, kind }), ...item } : item;
    return asManifests(whole, [...steps, 'items', String(index)]);
  });
  const problem = items.map((item) => item.problem ?? item.other).find((each) => each !== undefined);
  return { manifests: items.flatMap(({ manifests }) => manifests), ...(problem !== undefined && { problem }) };
}

function renamed(value: unknown, name: string): Manifest {
  const object = value as { readonly metadata: { readonly [field: string]: Json } };
  return { ...object, metadata: { ...object.metadata, name } } as unknown as Manifest;
}
