import type { Card } from './scene';
import { fitted, widthOf } from './text';

export const TITLE_SIZE = 12;
export const LINE_SIZE = 10.5;
const LINE_HEIGHT = 15;
const PADDING = { x: 10, top: 9, bottom: 8 };
/** The round lid of a cylinder. */
export const LID = 7;

const MOST_CHARACTERS = 32;

export const titleOf = ({ title }: Card): string => fitted(title, MOST_CHARACTERS - 4);
export const linesOf = ({ lines, rows }: Card): string[] =>
  [...lines, ...rows].map((line) => fitted(line, MOST_CHARACTERS));

/** The baseline of the title, and of each line, from the top of a card. */
export function baselines(card: Card): number[] {
  const top = PADDING.top + (card.shape === 'data' ? LID + 2 : 0) + TITLE_SIZE;
  return [top, ...linesOf(card).map((_, index) => top + (index + 1) * LINE_HEIGHT + 1)];
}

export function sizeOf(card: Card): { readonly width: number; readonly height: number } {
  const words = [widthOf(titleOf(card), TITLE_SIZE) * 1.06, ...linesOf(card).map((line) => widthOf(line, LINE_SIZE))];
  const width = Math.ceil(Math.max(...words)) + 2 * PADDING.x;
  return { width, height: (baselines(card).at(-1) ?? 0) + PADDING.bottom + (card.shape === 'data' ? LID / 2 : 0) };
}

/** The middle of a row, from the top of a card. */
export function rowOffset(card: Card, row: number): number {
  return (baselines(card)[1 + card.lines.length + row] ?? 0) - LINE_SIZE / 3;
}
