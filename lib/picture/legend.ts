import { LINE_SIZE } from './card-size';
import type { Shape } from './scene';
import { outline } from './shape';
import { widthOf } from './text';

const MEANINGS: readonly (readonly [Shape | 'arrow', string])[] = [
  ['entrance', 'way in'],
  ['service', 'service'],
  ['data', 'keeps data'],
  ['job', 'job'],
  ['namespace', 'namespace'],
  ['outside', 'outside of the cluster'],
  ['arrow', 'connection that is declared and let through, to a port'],
];

const SWATCH = { width: 22, height: 14 };
const GAP = { inside: 6, between: 18 };

/** The meanings of the shapes that a picture shows, in one line. */
export function legend(shown: ReadonlySet<Shape | 'arrow'>): { readonly svg: string; readonly width: number } {
  let x = 0;
  const entries = MEANINGS.filter(([shape]) => shown.has(shape)).map(([shape, meaning]) => {
    const { width, height } = SWATCH;
    const swatch =
      shape === 'arrow'
        ? `<path class="arrow" marker-end="url(#head)" d="M0 ${height / 2}H${width}"/>`
        : outline(shape, width, height);
    const entry = `<g transform="translate(${x} 0)">${swatch}<text class="soft" x="${width + GAP.inside}" y="${height - 3}">${meaning}</text></g>`;
    x += width + GAP.inside + widthOf(meaning, LINE_SIZE) + GAP.between;
    return entry;
  });
  return { svg: entries.join(''), width: x - GAP.between };
}
