import { itemPath } from '../../manifest/field-path';
import { isServed } from '../../manifest/identified';
import { apiGroup, entriesAt, type Json, type Manifest, stringAt, valueAt } from '../../manifest/manifest';
import type { Bundle } from '../bundle';

/** A place of a custom resource with the kind and the name of another object. */
export interface TypedPlace {
  readonly object: Manifest;
  readonly path: string;
  readonly value: Json;
  readonly kind: string;
}

/** Fields by their names: `infrastructureRef`, `targetRefs`, `clusterReference`. */
const REFERENCE = /(^r|R)ef(erence)?s?$/;

/** Groups of policies that make objects for others, and a group with rules of its own. */
const OTHERS = /(^|\.)(kyverno\.io|gatekeeper\.sh|kro\.run|crossplane\.io|gateway\.networking\.k8s\.io)$/;
/** No reference of an operator lies deeper. */
const DEEPEST = 12;

/** The references of custom resources that name a custom kind of which the bundle has objects. */
export function typedReferences(bundle: Bundle): TypedPlace[] {
  return bundle.manifests.flatMap((object) => {
    const group = apiGroup(object.apiVersion);
    if (!group.includes('.') || isServed(group) || OTHERS.test(group)) return [];
    const found: TypedPlace[] = [];
    collect(bundle, object, valueAt(object, 'spec'), 'spec', 0, found);
    return found;
  });
}

function collect(
  bundle: Bundle,
  object: Manifest,
  value: Json | undefined,
  path: string,
  depth: number,
  found: TypedPlace[],
): void {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    (value as readonly Json[]).forEach((item, index) => {
      collect(bundle, object, item, itemPath(path, item, index), depth + 1, found);
    });
    return;
  }
  const kind = stringAt(value, 'kind') ?? '';
  const field = path.replace(/\[[^\]]*\]$/, '').replace(/^.*\./, '');
  if (kind !== '' && REFERENCE.test(field) && isOfBundle(bundle, kind, value)) {
    found.push({ object, path, value, kind });
  }
  for (const [name, inner] of entriesAt(value)) {
    if (typeof inner === 'object') collect(bundle, object, inner, `${path}.${name}`, depth + 1, found);
  }
}

function isOfBundle(bundle: Bundle, kind: string, value: Json): boolean {
  const [version, plain] = [stringAt(value, 'apiVersion'), stringAt(value, 'apiGroup') ?? stringAt(value, 'group')];
  const group = plain ?? (version === undefined ? undefined : apiGroup(version));
  return bundle.ofKind(kind).some(({ apiVersion }) => {
    const own = apiGroup(apiVersion);
    return own.includes('.') && !isServed(own) && (group === undefined || own === group);
  });
}
