import { fieldPath } from '../manifest/field-path';
import type { Field, Shape, Structure } from './object-shapes';

/** Lists of containers with the same fields as `containers`. */
const ASIDE = new Set(['ephemeralContainers', 'initContainers']);

interface Place {
  readonly structure: Structure;
  readonly path: string;
}

/**
 * The place of a field below a structure: `spec.template.spec.containers[].securityContext`. The nearest place to the
 * top. Undefined without a place, or with several equally near places.
 */
export function placeOfField(name: string, root: Structure): string | undefined {
  const seen = new Set<Structure>([root]);
  for (let level: Place[] = [{ structure: root, path: '' }]; level.length > 0; level = below(level, seen)) {
    const places = level.filter(({ structure }) => isWellKnown(structure.fields.get(name)));
    if (places.length > 0) return places.length === 1 ? places[0]?.path : undefined;
  }
  return undefined;
}

/** A newer field is seldom meant: `resources` of a pod, not of a container. */
const isWellKnown = (field: Field | undefined): boolean => field !== undefined && field.since === undefined;

/** The structures a level deeper, without the structures seen before: some contain themselves. */
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

/** The shape inside lists and maps. */
function unwrapped(shape: Shape): { readonly inner: Shape; readonly suffix: string } {
  if (shape.type !== 'list' && shape.type !== 'map') return { inner: shape, suffix: '' };
  const { inner, suffix } = unwrapped(shape.of);
  return { inner, suffix: `[]${suffix}` };
}
