/** A curve: points of x and y. */
export interface Curve {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
}

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [640, 360, 56, 48, 16, 120];
const COLORS = ['#d1495b', '#2a9d8f', '#3a7bd5'];

/** Curves over linear axes from zero, as an SVG that reads well on a light and on a dark page. */
export function plot(title: string, curves: readonly Curve[], xLabel: string, yLabel: string): string {
  const points = curves.flatMap((curve) => curve.points);
  const [xs, ys] = [ticks(Math.max(...points.map(([x]) => x))), ticks(Math.max(...points.map(([, y]) => y)))];
  const x = (value: number) => LEFT + (value / (xs.at(-1) ?? 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - (value / (ys.at(-1) ?? 1)) * (HEIGHT - BOTTOM - TOP);
  const label = (text: string | number, left: number, top: number, anchor: string, more = '') =>
    `<text x="${left.toFixed(0)}" y="${top.toFixed(0)}" text-anchor="${anchor}"${more}>${text}</text>`;
  const lines = [
    ...ys.map((tick) => `<path class="grid" d="M${LEFT} ${y(tick).toFixed(1)}H${WIDTH - RIGHT}"/>`),
    ...ys.map((tick) => label(tick, LEFT - 8, y(tick) + 4, 'end')),
    ...xs.map((tick) => label(tick, x(tick), HEIGHT - BOTTOM + 20, 'middle')),
    label(xLabel, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, 'middle'),
    label(yLabel, 14, HEIGHT / 2, 'middle', ` transform="rotate(-90 14 ${HEIGHT / 2})"`),
    ...curves.flatMap((curve, index) => {
      const places = curve.points.map(([left, top]) => `${x(left).toFixed(1)} ${y(top).toFixed(1)}`);
      const [endX, endY] = curve.points.at(-1) ?? [0, 0];
      return [
        `<path d="M${places.join('L')}" fill="none" stroke="${COLORS[index]}" stroke-width="2"/>`,
        ...places.map((place) => `<circle cx="${place.replace(' ', '" cy="')}" r="3" fill="${COLORS[index]}"/>`),
        label(curve.name, x(endX) + 8, y(endY) + 4, 'start', ` style="fill: ${COLORS[index]}"`),
      ];
    }),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<title>${title}</title>`,
    '<style>text { fill: #57606a } .grid { stroke: #d0d7de }',
    '@media (prefers-color-scheme: dark) { text { fill: #8b949e } .grid { stroke: #30363d } }</style>',
    ...lines,
    '</svg>\n',
  ].join('\n');
}

/** Round numbers from zero to the first that is not below the most. */
function ticks(most: number): number[] {
  const rough = most / 5;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((each) => each * magnitude >= rough) ?? 10) * magnitude;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}
