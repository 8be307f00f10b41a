import type { Source } from './source';

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The text in quotes at the reader. Its lines may start anywhere. */
export function quotedText(source: Source): string {
  const quote = source.peek();
  const start = source.at;
  const close = source.text.indexOf(quote, start + 1);
  const inside = source.text.slice(start + 1, close);
  const simple = close !== -1 && !inside.includes('\n') && !inside.includes('\\') && source.text[close + 1] !== quote;
  if (simple || (quote === "'" && close !== -1 && !inside.includes('\n') && source.text[close + 1] !== quote)) {
    source.at = close + 1;
    return inside;
  }
  source.at++;
  return quote === '"' ? doubleQuoted(source, start) : singleQuoted(source, start);
}

function singleQuoted(source: Source, start: number): string {
  const parts: string[] = [];
  for (;;) {
    const end = nextOf(source, /['\n]/g, start);
    parts.push(source.text.slice(source.at, end));
    source.at = end;
    if (source.peek() === '\n') parts.push(folded(source, parts, start));
    else if (source.peek(1) === "'") {
      parts.push("'");
      source.at += 2;
    } else {
      source.at++;
      return parts.join('');
    }
  }
}

function doubleQuoted(source: Source, start: number): string {
  const parts: string[] = [];
  for (;;) {
    const end = nextOf(source, /["\\\n]/g, start);
    if (end > source.at) parts.push(source.text.slice(source.at, end));
    source.at = end;
    const mark = source.peek();
    if (mark === '"') {
      source.at++;
      return parts.join('');
    }
    if (mark === '\n') parts.push(folded(source, parts, start));
    else if (source.peek(1) === '\n') {
      // A line break behind a backslash is none.
      source.at++;
      const breaks = passBreaks(source, start);
      parts.push('\n'.repeat(breaks - 1), '');
    } else parts.push(escaped(source));
  }
}

function nextOf(source: Source, marks: RegExp, start: number): number {
  marks.lastIndex = source.at;
  const found = marks.exec(source.text);
  return found ? found.index : source.fail('a closing quote', 'the end of the text', start);
}

/** Line breaks inside of quotes: a single line break becomes a space, n line breaks become n - 1. White space around line breaks is none. */
function folded(source: Source, parts: string[], start: number): string {
  const last = parts.length - 1;
  // An escaped space before the line break stays: it is a part of its own, and it is no raw text.
  const before = parts[last];
  if (before !== undefined) parts[last] = before.replace(/[ \t]+$/, '');
  const breaks = passBreaks(source, start);
  return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
}

function passBreaks(source: Source, start: number): number {
  let breaks = 0;
  while (source.peek() === '\n') {
    breaks++;
    source.nextLine();
    if (source.isEnd()) source.fail('a closing quote', 'the end of the document', start);
    source.skipSpaces();
  }
  return breaks;
}

function escaped(source: Source): string {
  const letter = source.peek(1);
  const length = DIGITS[letter];
  if (length !== undefined) {
    const digits = source.text.slice(source.at + 2, source.at + 2 + length);
    const code = /^[0-9a-fA-F]+$/.test(digits) && digits.length === length ? Number.parseInt(digits, 16) : Number.NaN;
    if (!(code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) {
      source.fail('a character in hexadecimal digits', `\\${letter}${digits}`);
    }
    source.at += 2 + length;
    return String.fromCodePoint(code);
  }
  const character = ESCAPES[letter];
  if (character === undefined) source.fail('an escape of YAML, or \\\\ for a backslash', `\\${letter}`);
  source.at += 2;
  return character ?? '';
}
