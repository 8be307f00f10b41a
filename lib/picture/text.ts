/** The font of GitHub's pages and, elsewhere, of the system. */
export const FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif';

/** Widths of characters in parts of the size of the font: no program tells the font that a reader has. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijl|'!.,:;]/, 0.29],
  [/[ frtI()[\]/\\-]/, 0.38],
  [/[mwMW@%…—]/, 0.92],
  [/[A-Z]/, 0.7],
  [/[\u1100-\uffdc]/, 1.05],
];
const USUAL = 0.59;

export function widthOf(text: string, size: number): number {
  const parts = [...text].map((character) => WIDTHS.find(([class_]) => class_.test(character))?.[1] ?? USUAL);
  return Math.ceil(parts.reduce((sum, part) => sum + part, 0) * size);
}

/** A text within a number of characters: the middle gives way, since names differ at either end. */
export function fitted(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = Math.floor((most - 1) / 2);
  return `${text.slice(0, most - 1 - end)}…${text.slice(-end)}`;
}

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
