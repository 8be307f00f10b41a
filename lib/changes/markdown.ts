import { CONSEQUENCES } from './consequences';
import { causeLines, few, rowText } from './human';
import type { Row } from './rows';

/** The first line. A workflow finds its own comment by the line. */
export const MARK = '<!-- consequences of a change -->';

/** A comment of GitHub takes 65,536 characters. Bytes are never fewer than characters. */
const MOST_BYTES = 60_000;
/** The longest texts: of an object in the table, of a list of environments, of a heading, of a cause. */
const LONGEST = { object: 80, environments: 120, heading: 1000, cause: 400 };
/** The objects of a class in the table. */
const MOST_OBJECTS = 3;

/** The rows in Markdown: a table with a line for each class, then the rows with their causes, as many as have room. */
export function markdown(rows: readonly Row[], rest = 'npm run changes'): string {
  const head = [MARK, ...table(rows), ''].join('\n');
  const blocks = rows.map(block);
  let size = Buffer.byteLength(head);
  const fitting = blocks.findIndex((text) => {
    size += Buffer.byteLength(text);
    return size > MOST_BYTES - Buffer.byteLength(remainder(rows.length, rest));
  });
  const shown = fitting < 0 ? blocks : blocks.slice(0, fitting);
  return [head, ...shown, ...(fitting < 0 ? [] : [remainder(rows.length - fitting, rest)])].join('');
}

function table(rows: readonly Row[]): string[] {
  if (rows.length === 0) return ['No changes.'];
  const lines = CONSEQUENCES.flatMap((consequence) => {
    const own = rows.filter((row) => row.consequence.id === consequence.id);
    if (own.length === 0) return [];
    const objects = [...new Set(own.flatMap((row) => row.objects))].map((text) => short(text, LONGEST.object));
    const listed = objects.slice(0, MOST_OBJECTS).map(code).join(', ');
    const more = objects.length > MOST_OBJECTS ? ` and ${objects.length - MOST_OBJECTS} more` : '';
    const environments = few(
      [...new Set(own.flatMap((row) => row.environments))].filter((name) => name !== ''),
      ', ',
    );
    return [
      `| **${consequence.id}** | ${own.length} | ${listed}${more} | ${code(short(environments, LONGEST.environments))} |`,
    ];
  });
  return ['| | | objects | environments |', '|---|---|---|---|', ...lines];
}

/** A row, folded: its text, and its causes in a fence. */
function block(row: Row): string {
  const where = row.environments.filter((name) => name !== '').join(', ');
  const heading = `${code(short(where, LONGEST.environments))}${where === '' ? '' : ': '}${code(short(rowText(row), LONGEST.heading))}`;
  const causes = causeLines(row).map((line) => short(line, LONGEST.cause));
  const open = `<details>\n<summary><b>${row.consequence.id}</b>: ${heading}</summary>\n`;
  return [open, ...(causes.length > 0 ? [fenced(causes)] : []), '</details>\n'].join('\n');
}

/** Lines that are read as they are. The fence is longer than any run of its characters. */
function fenced(lines: readonly string[]): string {
  const text = lines.join('\n');
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}\n`;
}

const remainder = (count: number, rest: string): string => `\n${count} more: ${rest}\n`;

/** A text on one line. Control characters end no line and no fence. */
function short(text: string, longest: number): string {
  // As many code units as the longest characters take: a longer text is cut anyway.
  const line = [...text.slice(0, 4 * longest).replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')];
  return line.length > longest || text.length > 4 * longest ? `${line.slice(0, longest - 1).join('')}…` : line.join('');
}

/** A text that neither Markdown nor HTML reads, inside of a table or of a heading. */
const code = (text: string): string => {
  const escaped = text.replace(/[^\p{L}\p{N} .,:;/()=+→'"…-]/gu, (character) => `&#${character.codePointAt(0)};`);
  return text === '' ? '' : `<code>${escaped}</code>`;
};
