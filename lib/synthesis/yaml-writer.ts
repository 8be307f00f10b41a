import { dump } from 'js-yaml';

/** What tells an object from its neighbours stands first; the rest is in alphabetical order. */
const FIRST_KEYS = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];

/** Words, options, paths and quantities that mean the same to every reader, with or without quotes. */
const PLAIN = /^((--)?[A-Za-z/][\w./@=()|$-]*(:[\w./@=()|$-]+)*|\d+(m|[KMGT]i))$/;

/**
 * Strings that a reader of YAML 1.1, kubectl's among them, may take for something else: words such as `on`, and whatever
 * consists of signs, digits and digit separators alone. js-yaml leaves some of these plain: `-_3` reads as -3, `0o17` as 15.
 */
const AMBIGUOUS = /^(y|n|yes|no|on|off|true|false|null|[-+.0-9][-+.:_0-9a-fox]*)$/i;

const DUMP_OPTIONS = { lineWidth: -1, quoteStyle: 'double' } as const;

/** Objects as a stream of YAML documents that every reader understands alike. */
export function toYaml(documents: readonly object[]): string {
  return documents.map(document).join('---\n');
}

function document(content: object): string {
  const pieces: string[] = [];
  mapping(content as Fields, '', '', pieces);
  return pieces.join('');
}

type Fields = Readonly<Record<string, unknown>>;

/*
 * The layout of manifests is simple, and most of their strings are plain words; what takes time and care is how the
 * others are to be quoted. So the layout is ours, and every string that needs a thought goes to js-yaml: that is many
 * times faster than leaving it the whole, and a test holds the bytes against it.
 */

function mapping(fields: Fields, firstIndent: string, indent: string, pieces: string[]): void {
  let lead = firstIndent;
  const write = (key: string): void => {
    pieces.push(lead, keyText(key), ':');
    nested(fields[key], indent, pieces);
    lead = indent;
  };
  for (const key of FIRST_KEYS) if (fields[key] !== undefined) write(key);
  for (const key of sorted(Object.keys(fields))) if (!FIRST_KEYS.includes(key)) write(key);
}

/** Nearly all are in order already: to look is faster than to sort. */
function sorted(words: string[]): readonly string[] {
  return words.every((word, index) => index === 0 || (words[index - 1] ?? '') < word) ? words : words.sort();
}

function sequence(values: readonly unknown[], indent: string, pieces: string[]): void {
  for (const value of values) {
    if (isMapping(value)) mapping(value, `${indent}- `, `${indent}  `, pieces);
    else {
      pieces.push(indent, '-');
      nested(value, indent, pieces);
    }
  }
}

/** What follows a key or a dash, up to the end of the line or of the block. */
function nested(value: unknown, indent: string, pieces: string[]): void {
  if (isMapping(value)) {
    pieces.push('\n');
    mapping(value, `${indent}  `, `${indent}  `, pieces);
  } else if (Array.isArray(value) && value.length > 0) {
    pieces.push('\n');
    sequence(value, `${indent}  `, pieces);
  } else pieces.push(' ', scalar(value, indent), '\n');
}

function scalar(value: unknown, indent: string): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[]' : '{}';
  if (typeof value !== 'string' || isPlain(value)) return String(value);
  if (AMBIGUOUS.test(value)) return `"${value}"`;
  // Between two keys: at the end of a document, some strings would need its end marker, too.
  return dump({ a: value, b: 0 }, DUMP_OPTIONS)
    .slice('a: '.length, -'\nb: 0\n'.length)
    .replace(/\n(?=[^\n])/g, `\n${indent}`);
}

function isMapping(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const _field in value) return true;
  return false;
}

const isPlain = (word: string): boolean => PLAIN.test(word) && !AMBIGUOUS.test(word);

/** Every object has the same few keys. */
const keyTexts = new Map<string, string>();

/** JSON takes these as they are. YAML does not: kubectl refuses the whole file, or folds a line there. */
const UNREADABLE = /[\x7f-\x9f\u2028\u2029\ufffe\uffff]/g;
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Keys of Kubernetes objects are ASCII: JSON quotes those that are no plain words. */
function keyText(key: string): string {
  const text = keyTexts.get(key) ?? (isPlain(key) ? key : JSON.stringify(key).replace(UNREADABLE, escaped));
  keyTexts.set(key, text);
  return text;
}
