import { KUBERNETES_VERSIONS } from '../../lib/checker';
import { type Shape, shapes } from '../../lib/checker/kubernetes/object-shapes';
import type { Json, Manifest } from '../../lib/checker/manifest/manifest';

/** Numbers that are the same in each run. */
export function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state;
  }
}

const LEAVES: readonly Json[] = [
  ...[null, true, false, 0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 5e-324],
  ...[
    '',
    ' ',
    '\0',
    '\ud800',
    'a'.repeat(5000),
    '__proto__',
    '$(A)',
    '://',
    'a:b@c',
    '1e999',
    '9'.repeat(400),
    '{"a":1}',
  ],
  ...['100%', '10Gi', '* * * * *', '10.0.0.0/8', 'UPPER_case', '-', '..', '\n'],
];

/** Objects of every known kind, with any tree at each of their fields. */
export function hostileObjects(seed: number): Manifest[] {
  const next = numbers(seed);
  const below = (limit: number): number => next.next().value % limit;
  const leaf = (): Json => LEAVES[below(LEAVES.length)] ?? null;
  const tree = (shape: Shape | undefined, depth: number): Json => {
    // A third of the values have another type than their field.
    if (depth === 0 || below(3) === 0)
      return [leaf(), [leaf(), leaf()], { [String(leaf())]: leaf() }, {}, []][below(5)] ?? null;
    if (shape?.type === 'list') return Array.from({ length: below(4) }, () => tree(shape.of, depth - 1));
    if (shape?.type === 'map') return { a: tree(shape.of, depth - 1), [String(leaf())]: tree(shape.of, depth - 1) };
    if (shape?.type !== 'object') return leaf();
    const fields = [...shape.fields.values()].filter(({ required }) => required || below(2) === 0);
    return Object.fromEntries(fields.map(({ name, shape: inner }) => [name, tree(inner, depth - 1)]));
  };
  const { kinds } = shapes(KUBERNETES_VERSIONS.at(-1) ?? '1.34');
  return [...kinds].flatMap(([kind, versions]) =>
    [...versions].flatMap(([apiVersion, { structure }]) =>
      [...structure.fields.values()]
        .filter(({ name }) => !['apiVersion', 'kind', 'metadata'].includes(name))
        .map(({ name, shape }, index) => ({
          apiVersion,
          kind,
          metadata: { name: `a${index}`, labels: tree({ type: 'map', of: { type: 'string' } }, 2) },
          [name]: tree(shape, 7),
        })),
    ),
  );
}
