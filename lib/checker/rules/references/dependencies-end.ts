import { valuesAt } from '../../manifest/field-path';
import { type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** The kinds whose objects wait for others, each with the field. */
const WAITING = { HelmRelease: 'spec.dependsOn[]', Kustomization: 'spec.dependsOn[]' };

/** No object waits for itself, not even by way of others. */
export const dependenciesEnd: Rule = {
  id: 'dependencies-end',
  answer: 'broken',
  why: 'objects that wait for each other are never applied, and neither is what they deliver',
  example:
    'Kustomization flux-system/apps: spec.dependsOn: expected objects that do not wait for this one, received a circle: apps, base, apps [dependencies-end]',
  about: ['dependsOn'],
  check: (bundle) =>
    Object.entries(WAITING).flatMap(([kind, field]) => {
      const next = (object: Manifest): Manifest[] =>
        valuesAt(object, field).flatMap(({ value }) => {
          const namespace = stringAt(value, 'namespace') ?? namespaceOf(object);
          return bundle.find(kind, namespace, stringAt(value, 'name') ?? '') ?? [];
        });
      const ended = new Set<Manifest>();
      return bundle.ofKind(kind).flatMap((object): Finding[] => {
        const circle = circleFrom(object, next, ended);
        if (circle === undefined) return [];
        const name = ({ metadata }: Manifest) => metadata.name;
        const received = `a circle: ${circle.map(name).join(', ')}`;
        const expected = 'objects that do not wait for this one';
        return [{ object, field: 'spec.dependsOn', expected, received }];
      });
    }),
};

/** The objects from one back to itself. `ended` are the objects that lead into no circle, or whose circle is known. */
function circleFrom(
  start: Manifest,
  next: (object: Manifest) => readonly Manifest[],
  ended: Set<Manifest>,
): readonly Manifest[] | undefined {
  const path: Manifest[] = [];
  const visit = (object: Manifest): readonly Manifest[] | undefined => {
    const at = path.indexOf(object);
    if (at >= 0) return [...path.slice(at), object];
    if (ended.has(object)) return undefined;
    path.push(object);
    for (const each of next(object)) {
      const found = visit(each);
      if (found !== undefined) return found;
    }
    path.pop();
    ended.add(object);
    return undefined;
  };
  const circle = visit(start);
  for (const object of path) ended.add(object);
  return circle;
}
