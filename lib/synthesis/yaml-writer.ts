import { stringify } from 'yaml';

/** The identity of an object comes first; the other keys are in alphabetical order. */
const FIRST_KEYS = new Map(['apiVersion', 'kind', 'metadata', 'name', 'namespace'].map((key, place) => [key, place]));

/** Words, options, paths and quantities that mean the same to every reader, with or without quotes. */
const PLAIN = /^((--)?[A-Za-z/][\w./@=()|$-]*(:[\w./@=()|$-]+)*|\d+(m|[KMGT]i))$/;

/**
 * Words and numbers of YAML 1.1, in any spelling: kubectl reads `-_3` as -3 and `0o17` as 15. A digest may begin with a
 * digit, and is written alike when it does not.
 */
const AMBIGUOUS = /^(y|n|yes|no|on|off|true|false|null|[-+.0-9][-+.:_0-9a-fox]*|[0-9a-f]{32,})$/i;

/** White space at the start, characters that no editor shows, and the further line breaks of YAML 1.1. */
const UNPRINTABLE = /^\s|(?![\n\t])[\p{C}\p{Zl}\p{Zp}]/u;

/** Objects as a stream of YAML documents that every reader understands alike. */
export function toYaml(documents: readonly object[]): string {
  return documents.map((document) => `${nested(document, '').trimStart()}\n`).join('---\n');
}

/** The text behind a key or a dash: a value of its line, or the lines below it. */
function nested(value: unknown, indent: string): string {
  const deeper = `${indent}  `;
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item) => `\n${indent}-${nested(item, deeper).replace(/^\n */, ' ')}`).join('');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ` ${scalar(value, indent)}`;
  const keys = Object.keys(value).sort(byPlace);
  if (keys.length === 0) return ' {}';
  const fields = value as Readonly<Record<string, unknown>>;
  return keys.map((key) => `\n${indent}${isPlain(key) ? key : quoted(key)}:${nested(fields[key], deeper)}`).join('');
}

function byPlace(a: string, b: string): number {
  return (FIRST_KEYS.get(a) ?? FIRST_KEYS.size) - (FIRST_KEYS.get(b) ?? FIRST_KEYS.size) || (a < b ? -1 : 1);
}

const isPlain = (word: string): boolean => PLAIN.test(word) && !AMBIGUOUS.test(word);

/** Most strings are plain words. The quotes of other printable text are left to the library, which takes its time. */
function scalar(value: unknown, indent: string): string {
  if (typeof value !== 'string' || isPlain(value)) return Array.isArray(value) ? '[]' : String(value);
  if (AMBIGUOUS.test(value) || UNPRINTABLE.test(value)) return quoted(value);
  const text = stringify({ a: value }, { version: '1.1', lineWidth: 0, blockQuote: 'literal' });
  return text.slice('a: '.length, -1).replace(/\n(?=[^\n])/g, `\n${indent.slice(2)}`);
}

const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\U${character.codePointAt(0)?.toString(16).padStart(8, '0')}`;
  });
