import { baselines, LINE_SIZE, linesOf, titleOf } from './card-size';
import { LABEL_SIZE } from './elk-scene';
import type { Box, Layout, PlacedArrow } from './layout';
import { legend } from './legend';
import type { Card, Scene } from './scene';
import { outline } from './shape';
import { STYLE } from './style';
import { escaped, widthOf } from './text';

const MARGIN = 16;
const HEADING = 56;
const LEGEND = 34;

/** The picture of a scene, as an SVG document of its own. */
export function svgOf({ title, subtitle, cards, arrows }: Scene, layout: Layout): string {
  const meanings = legend(new Set([...cards.map(({ shape }) => shape), ...arrows.map(() => 'arrow' as const)]));
  const width = Math.max(layout.width, widthOf(subtitle, LINE_SIZE), meanings.width) + 2 * MARGIN;
  const height = HEADING + layout.height + LEGEND + MARGIN;
  const shift = MARGIN + Math.floor((width - 2 * MARGIN - layout.width) / 2);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(`${title}: ${subtitle}`)}">`,
    `<style>\n${STYLE}\n</style>`,
    '<marker id="head" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path class="head" d="M0 .5 8 4 0 7.5z"/></marker>',
    `<rect class="paper" width="${width}" height="${height}" rx="8"/>`,
    `<text class="heading" x="${MARGIN}" y="26">${escaped(title)}</text>`,
    `<text class="soft" x="${MARGIN}" y="42">${escaped(subtitle)}</text>`,
    `<g transform="translate(${shift} ${HEADING})">`,
    ...layout.frames.map(([name, box]) => frameAt(name, box)),
    ...layout.arrows.map(lineOf),
    ...layout.cards.map(([card, box]) => cardAt(card, box)),
    ...layout.arrows.flatMap(labelOf),
    '</g>',
    `<g transform="translate(${MARGIN} ${HEADING + layout.height + LEGEND - 14})">${meanings.svg}</g>`,
    '</svg>\n',
  ].join('\n');
}

/** Tenths of a pixel are enough, and the same in every process. */
const at = (number: number): string => String(Math.round(number * 10) / 10);

const moved = ({ x, y }: Pick<Box, 'x' | 'y'>): string => `transform="translate(${at(x)} ${at(y)})"`;

function frameAt(name: string, box: Box): string {
  const { width, height } = box;
  return `<g ${moved(box)}><rect class="frame" width="${at(width)}" height="${at(height)}" rx="8"/><text class="soft" x="12" y="19">${escaped(name)}</text></g>`;
}

function cardAt(card: Card, box: Box): string {
  const [title = 0, ...lines] = baselines(card);
  const texts = linesOf(card).map((text, index) => {
    const row = index >= card.lines.length;
    return `<text${row ? '' : ' class="soft"'} x="10" y="${at(lines[index] ?? 0)}">${escaped(text)}</text>`;
  });
  return [
    `<g ${moved(box)}>`,
    `<title>${escaped([card.title, ...card.lines, ...card.rows].join('\n'))}</title>`,
    outline(card.shape, box.width, box.height),
    `<text class="title" x="10" y="${at(title)}">${escaped(titleOf(card))}</text>`,
    ...texts,
    '</g>',
  ].join('');
}

function lineOf({ points: [first, ...rest] }: PlacedArrow): string {
  if (!first) return '';
  const steps = rest.map(({ x, y }) => `L${at(x)} ${at(y)}`).join('');
  return `<path class="arrow" marker-end="url(#head)" d="M${at(first.x)} ${at(first.y)}${steps}"/>`;
}

function labelOf({ arrow, label }: PlacedArrow): string[] {
  if (!label) return [];
  const { width, height } = label;
  const text = `<text class="port soft" x="${at(width / 2)}" y="${at(LABEL_SIZE)}" text-anchor="middle">${escaped(arrow.label)}</text>`;
  return [`<g ${moved(label)}><rect class="label" width="${at(width)}" height="${at(height)}" rx="3"/>${text}</g>`];
}
