/** The words of YAML 1.1 with another meaning than their letters, in three spellings each. */
const WORDS = new Map<string, boolean | null | number>([
  ['', null],
  ['~', null],
  ...spelled('null', null),
  ...['y', 'yes', 'true', 'on'].flatMap((word) => spelled(word, true)),
  ...['n', 'no', 'false', 'off'].flatMap((word) => spelled(word, false)),
  ...['.inf', '+.inf'].flatMap((word) => spelled(word, Number.POSITIVE_INFINITY)),
  ...spelled('-.inf', Number.NEGATIVE_INFINITY),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
]);

function spelled<Value>(word: string, value: Value): [string, Value][] {
  const first = word.search(/[a-z]/);
  const capital = word.slice(0, first) + word.charAt(first).toUpperCase() + word.slice(first + 1);
  return [word, capital, word.toUpperCase()].map((each) => [each, value]);
}

/** An integer without `_`, by its base: decimal, hexadecimal, octal (`012`, `0o12`), binary. */
const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|[1-9][0-9]*|0)$/;
/** A number with a point or an exponent; also `08`, which is no octal number. */
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
/** A number that starts with its point may have `_` between two digits alone. */
const POINT = /^\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+)?$/;
const LONGEST_WORD = 5;
const NINE = 57;
const NUMERIC = /^[-+.0-9]/;

/**
 * The value of text without quotes, as kubectl reads the text: YAML 1.1, but without dates and without numbers of base
 * 60.
 */
export function plainValue(text: string): string | number | boolean | null {
  if (text.length <= LONGEST_WORD) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  // Letters begin most texts, and no number.
  if (text.charCodeAt(0) > NINE || !NUMERIC.test(text)) return text;
  if (text.startsWith('.')) return POINT.test(text) ? Number(text.replaceAll('_', '')) : text;
  const digits = text.replaceAll('_', '');
  const [, sign = '', amount] = INTEGER.exec(digits) ?? [];
  if (amount !== undefined) {
    const value = Number(amount.replace(/^0[oO]?(?=[0-7]+$)/, '0o'));
    // Go's integers end at 64 bits; larger decimal numbers are floating.
    if (fitsInteger(amount, sign, value)) return sign === '-' ? 0 - value : value;
  }
  return FLOAT.test(digits) && Number.isFinite(Number(digits)) ? Number(digits) : text;
}

function fitsInteger(amount: string, sign: string, value: number): boolean {
  if (value < 2 ** 63 - 1024) return true;
  const exact = BigInt(amount.replace(/^0[oO]?(?=[0-7]+$)/, '0o'));
  return exact <= (sign === '-' ? 2n ** 63n : sign === '+' ? 2n ** 63n - 1n : 2n ** 64n - 1n);
}

/** The text of a key: numbers and words of YAML become text again. Undefined for null, which is no key. */
export function keyText(key: unknown): string | undefined {
  if (typeof key === 'string') return key;
  if (typeof key === 'boolean') return String(key);
  if (typeof key !== 'number') return undefined;
  // Go writes a number as a key with the digits of 32 bits.
  return Number.isInteger(key) ? String(key) : String(Number(key.toPrecision(7)));
}

/** The value of a scalar with a tag of YAML, such as `!!str`. Undefined if the text does not fit the tag. */
export function taggedValue(tag: string, text: string): string | number | boolean | null | undefined {
  const name = /^(?:!!|!<tag:yaml\.org,2002:)(\w+)>?$/.exec(tag)?.[1];
  if (name === 'binary') return Buffer.from(text, 'base64').toString();
  const types: Readonly<Record<string, string>> = { bool: 'boolean', float: 'number', int: 'number', null: 'object' };
  const type = types[name ?? ''];
  if (type === undefined) return text;
  const value = plainValue(text);
  return typeof value === type && (name !== 'int' || Number.isInteger(value)) ? value : undefined;
}
