import { fieldPath } from '../manifest/field-path';
import type { Field, Shape, Structure } from './object-shapes';

/** Two lists of containers that repeat what stands in `containers`. */
const ASIDE = new Set(['ephemeralContainers', 'initContainers']);

interface Place {
  readonly structure: Structure;
  readonly path: string;
}

/**
 * Where in an object of this structure a field of that name belongs: `spec.template.spec.containers[].securityContext`.
 * The place nearest to the top, or undefined if there is none, or more than one as near: then nobody knows what was meant.
 */
export function placeOfField(name: string, root: Structure): string | undefined {
  const seen = new Set<Structure>([root]);
  for (let level: Place[] = [{ structure: root, path: '' }]; level.length > 0; level = below(level, seen)) {
    const places = level.filter(({ structure }) => isWellKnown(structure.fields.get(name)));
    if (places.length > 0) return places.length === 1 ? places[0]?.path : undefined;
  }
  return undefined;
}

/** A newer field of that name is seldom the one that was meant: resources of a pod, where those of a container were. */
const isWellKnown = (field: Field | undefined): boolean => field !== undefined && field.since === undefined;

/** The structures one level deeper, without those that were passed on the way: some hold themselves. */
function below(level: readonly Place[], seen: Set<Structure>): Place[] {
  const next = level.flatMap(({ structure, path }) =>
    [...structure.fields.values()].flatMap(({ name, shape }): Place[] => {
      const { inner, suffix } = unwrapped(shape);
      if (ASIDE.has(name) || inner.type !== 'object' || seen.has(inner)) return [];
      return [{ structure: inner, path: `${fieldPath(path, name)}${suffix}` }];
    }),
  );
  for (const { structure } of next) seen.add(structure);
  return next;
}

/** What lists and maps hold. */
function unwrapped(shape: Shape): { readonly inner: Shape; readonly suffix: string } {
  if (shape.type !== 'list' && shape.type !== 'map') return { inner: shape, suffix: '' };
  const { inner, suffix } = unwrapped(shape.of);
  return { inner, suffix: `[]${suffix}` };
}
